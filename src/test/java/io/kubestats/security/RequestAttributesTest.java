package io.kubestats.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestAttributesTest {
    @ParameterizedTest
    @CsvSource({
        "GET, /apis/metrics.k8s.io/v1/nodes, '', list, '', nodes, ''",
        "GET, /apis/metrics.k8s.io/v1/nodes/n1, '', get, '', nodes, n1",
        "GET, /apis/metrics.k8s.io/v1/nodes/, '', list, '', nodes, ''",
        "GET, /apis/metrics.k8s.io/v1beta1/pods, limit=5, list, '', pods, ''",
        "GET, /apis/metrics.k8s.io/v1beta1/pods, watch=true, watch, '', pods, ''",
        "GET, /apis/metrics.k8s.io/v1beta1/pods, watch, watch, '', pods, ''",
        "GET, /apis/metrics.k8s.io/v1beta1/pods, watch=0, list, '', pods, ''",
        "GET, /apis/metrics.k8s.io/v1beta1/namespaces/shop/pods, labelSelector=a%3Db, list, shop, pods, ''",
        "GET, /apis/metrics.k8s.io/v1beta1/namespaces/shop/pods/web-0, '', get, shop, pods, web-0",
        "DELETE, /apis/metrics.k8s.io/v1beta1/namespaces/shop/pods/web-0, '', delete, shop, pods, web-0",
        "POST, /apis/metrics.k8s.io/v1beta1/nodes, '', create, '', nodes, ''"
    })
    void readsResourcesAsTheApiServerDoes(
            String method, String path, String query, String verb, String namespace, String resource, String name) {
        RequestAttributes attributes = RequestAttributes.of(method, path, query).orElseThrow();

        assertThat(attributes.isResource()).isTrue();
        assertThat(attributes.group()).isEqualTo("metrics.k8s.io");
        assertThat(attributes.verb()).isEqualTo(verb);
        assertThat(attributes.namespace()).isEqualTo(namespace);
        assertThat(attributes.resource()).isEqualTo(resource);
        assertThat(attributes.name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/metrics", "/apis", "/apis/metrics.k8s.io", "/apis/metrics.k8s.io/v1beta1", "/a/b/c/d"})
    void takesEverythingElseForAPath(String path) {
        RequestAttributes attributes = RequestAttributes.of("GET", path, "").orElseThrow();

        assertThat(attributes.isResource()).isFalse();
        assertThat(attributes.path()).isEqualTo(path);
        assertThat(attributes.verb()).isEqualTo("get");
    }

    @Test
    void takesASlashAtTheEndForNothing() {
        assertThat(RequestAttributes.of("GET", "/metrics/", "").orElseThrow().path())
                .isEqualTo("/metrics");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "metrics", "//metrics", "/a//b", "/a/./b", "/a/../b", "/..", "/a%2fb", "/a;b", "/a b", "/ä"})
    void readsNothingThatCouldBeReadInTwoWays(String path) {
        assertThat(RequestAttributes.of("GET", path, "")).isEmpty();
    }
}
