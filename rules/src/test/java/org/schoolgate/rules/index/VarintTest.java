package org.schoolgate.rules.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VarintTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "127, 1", "128, 2", "16383, 2", "16384, 3", "2097152, 4", "2147483647, 5", "-1, 5"})
    void aNumberComesBackFromAsFewBytesAsItNeeds(int value, int bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(8);
        Varint.put(buffer, value);
        assertThat(buffer.position()).isEqualTo(bytes);
        assertThat(Varint.get(buffer.flip())).isEqualTo(value);
    }
}
