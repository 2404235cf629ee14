module kubestats.io/dev/programs/prometheus-operator

go 1.26.4

// Nothing of it is built: its module holds the custom resource definitions.
require github.com/prometheus-operator/prometheus-operator v0.92.1
