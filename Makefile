# Short names for what people do most; the commands are in CONTRIBUTING.md.
.PHONY: lint test bench run format

lint:
	mvn -q verify -DskipTests

test:
	mvn verify

bench:
	mvn -q -Pbench test-compile exec:exec

run:
	mvn -q -Pquick package
	java -jar target/kubestats.jar demo

format:
	mvn -q spotless:apply
