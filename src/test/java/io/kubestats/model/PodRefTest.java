package io.kubestats.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodRefTest {
    private static final String UUID = "91639ccc-0f00-4a00-8000-00000000009b";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                UUID,
                "91639CCC-0F00-4A00-8000-00000000009B", // Not as the API server writes it.
                "b9a5c2f0d1e84c7e9f6a3b2c1d0e4f5a", // Of a static pod: the hash of its manifest.
                "91639ccc-0f00-4a00-8000-00000000009", // Too short.
                "91639ccc-0f00-4a00-80000-0000000009b", // Parts of other lengths.
                "91639ccc-0f00-4a00-8000-0000000000 b",
                "a-virtual-kubelet-says-what-it-likes"
            })
    void tellsTheUidAsItWasTold(String uid) {
        PodRef pod = new PodRef("web", "api-0", uid);

        assertThat(pod.uid()).isEqualTo(uid);
        assertThat(pod.hasUid()).isEqualTo(!uid.isEmpty());
        assertThat(pod).isEqualTo(new PodRef("web", "api-0", uid)).hasSameHashCodeAs(new PodRef("web", "api-0", uid));
    }

    @Test
    void isAnotherPodWithAnotherUidOrName() {
        PodRef pod = new PodRef("web", "api-0", UUID);

        assertThat(pod)
                .isNotEqualTo(new PodRef("web", "api-0", UUID.replace('9', '8')))
                .isNotEqualTo(new PodRef("web", "api-0", ""))
                .isNotEqualTo(new PodRef("web", "api-1", UUID))
                .isNotEqualTo(new PodRef("api", "api-0", UUID));
        assertThat(pod.sameName(new PodRef("web", "api-0", ""))).isTrue();
        assertThat(pod.sameUid(new PodRef("api", "api-1", UUID))).isTrue();
        assertThat(pod.sameUid(new PodRef("web", "api-0", ""))).isFalse();
    }
}
