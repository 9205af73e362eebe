package org.protospec.generator.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.protospec.runtime.limit.Limit;

/** What authors of specs are told of the runtime's limits is what those are. */
class BoundsTest {
    @Test
    void theRuntimesDefaultsAreThoseOfTheCompiler() {
        assertThat(Bounds.DEFERRED_BYTES).isEqualTo((int) Limit.DEFERRED_BYTES.defaultValue());
        assertThat(Bounds.FIRST_BYTES).isEqualTo((int) Limit.DETECTION_BYTES.defaultValue());
    }
}
