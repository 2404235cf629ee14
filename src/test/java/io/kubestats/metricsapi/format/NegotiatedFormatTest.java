package io.kubestats.metricsapi.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kubestats.metricsapi.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiatedFormatTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                        | JSON     | ''",
                "application/json                                          | JSON     | ''",
                "APPLICATION/JSON                                          | JSON     | ''",
                "application/json;charset=utf-8                            | JSON     | ''",
                "application/json;pretty=1                                 | PRETTY_JSON | ''",
                "application/json;q=0                                      | JSON     | ''",
                "application/yaml                                          | YAML     | ''",
                "application/yaml;pretty=1                                 | YAML     | ''",
                "application/yaml;q=0.4,application/json;q=0.5             | JSON     | ''",
                "application/yaml;q=0.5,application/json;q=0.4             | YAML     | ''",
                "*/*                                                       | JSON     | ''",
                "*                                                         | JSON     | ''",
                "application/*                                             | JSON     | ''",
                "*/*,application/yaml                                      | YAML     | ''",
                "application/*;q=0.1,application/yaml;q=0.2                | YAML     | ''",
                "text/html,application/xml;q=0.9,*/*;q=0.8                 | JSON     | ''",
                "application/cbor,application/json                         | JSON     | ''",
                "application/vnd.kubernetes.protobuf, */*                  | PROTOBUF | ''",
                "application/vnd.kubernetes.protobuf,application/json      | PROTOBUF | ''",
                "application/json;as=Table;v=v1;g=meta.k8s.io              | JSON     | Table",
                "application/json; as=Table; v=v1beta1; g=meta.k8s.io      | JSON     | Table",
                "application/json;as=Table;v=v2;g=meta.k8s.io,application/json | JSON | ''",
                "application/vnd.kubernetes.protobuf;as=Table;v=v1;g=meta.k8s.io,application/json | JSON | ''",
                "*/*;as=Table;v=v1;g=meta.k8s.io                           | JSON     | Table",
                "application/vnd.kubernetes.protobuf;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io | PROTOBUF"
                        + " | PartialObjectMetadataList",
                "application/json;stream=watch,application/yaml            | YAML     | ''",
                "nonsense,application/yaml                                 | YAML     | ''",
                "application/json;q=x,application/yaml                     | JSON     | ''",
            })
    void takesTheFirstThatIsServed(String accept, BodyEncoding encoding, String kind) throws ApiStatusException {
        NegotiatedFormat format = NegotiatedFormat.negotiate(Requests.get("/", "accept", accept), FormatOffer.OBJECTS);

        assertThat(format.encoding()).isEqualTo(encoding);
        assertThat(format.transform().kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/cbor", ",", "json", "text/*"})
    void refusesTypesThatAreNotServed(String accept) {
        assertThatExceptionOfType(ApiStatusException.class)
                .isThrownBy(() -> NegotiatedFormat.negotiate(Requests.get("/", "accept", accept), FormatOffer.OBJECTS))
                .withMessage("406: Not Acceptable\n\nAvailable representations: application/json, application/yaml,"
                        + " application/vnd.kubernetes.protobuf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;as=Foo;v=v1;g=meta.k8s.io",
                "application/json;as=Table;v=v1;g=other",
                "application/json;v=v1",
                "application/json;stream=watch",
                "application/json;sv=1",
                "application/vnd.kubernetes.protobuf;as=Table;v=v1;g=meta.k8s.io",
            })
    void refusesParametersThatAreNotServed(String accept) {
        assertThatExceptionOfType(ApiStatusException.class)
                .isThrownBy(() -> NegotiatedFormat.negotiate(Requests.get("/", "accept", accept), FormatOffer.OBJECTS))
                .withMessage("only the following media types are accepted: application/json, application/yaml,"
                        + " application/vnd.kubernetes.protobuf");
    }

    @ParameterizedTest
    @CsvSource({
        "'',curl/8.5.0,PRETTY_JSON",
        "'',Wget/1.21,PRETTY_JSON",
        "'',Mozilla/5.0 (X11),PRETTY_JSON",
        "'',kubectl/v1.32,JSON",
        "?pretty=true,kubectl/v1.32,PRETTY_JSON",
        "?pretty=1,kubectl/v1.32,PRETTY_JSON",
        "?pretty=false,curl/8.5.0,JSON",
        "?pretty=x,curl/8.5.0,JSON",
        "?pretty=,curl/8.5.0,PRETTY_JSON",
    })
    void writesForPeopleWhenPeopleAsk(String query, String agent, BodyEncoding encoding) throws ApiStatusException {
        ApiRequest request = Requests.get("/" + query, "user-agent", agent);

        assertThat(NegotiatedFormat.negotiate(request, FormatOffer.OBJECTS).encoding())
                .isEqualTo(encoding);
    }

    @Test
    void writesAStatusForPeopleWhenNothingElseIsAgreedOn() {
        String table = "application/json;as=Table;v=v1;g=meta.k8s.io";

        assertThat(NegotiatedFormat.ofStatus(Requests.get("/", "accept", table)))
                .isEqualTo(BodyEncoding.PRETTY_JSON);
        assertThat(NegotiatedFormat.ofStatus(Requests.get("/", "accept", table + ",application/yaml")))
                .isEqualTo(BodyEncoding.YAML);
    }
}
