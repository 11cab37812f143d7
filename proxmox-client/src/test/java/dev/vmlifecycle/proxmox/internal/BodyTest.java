package dev.vmlifecycle.proxmox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BodyTest {

    @Test
    void withoutEnd_endsAtTheLimit() {
        assertThatThrownBy(() -> Body.bytes(endless()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("answer larger than");
        assertThatThrownBy(() -> drain(Body.stream(endless())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("answer larger than");
    }

    @Test
    void ofUnknownLength_isReadWhole() throws IOException {
        String text = "x".repeat(100_000);

        assertThat(Body.bytes(of(new Buffer().writeUtf8(text), -1))).hasSize(100_000);
        try (InputStream stream = Body.stream(of(new Buffer().writeUtf8(text), -1))) {
            assertThat(stream.read()).isEqualTo('x');
            assertThat(stream.readAllBytes()).hasSize(99_999);
            assertThat(stream.read()).isEqualTo(-1);
        }
    }

    private static void drain(InputStream stream) throws IOException {
        byte[] piece = new byte[1 << 16];
        while (stream.read(piece) >= 0) {
            // goes on until the limit
        }
    }

    private static ResponseBody endless() {
        byte[] zeros = new byte[1 << 16];
        return of(
                Okio.buffer(new ForwardingSource(new Buffer()) {
                    @Override
                    public long read(Buffer sink, long count) {
                        sink.write(zeros);
                        return zeros.length;
                    }
                }),
                -1);
    }

    private static ResponseBody of(BufferedSource source, long length) {
        return new ResponseBody() {
            @Override
            public @Nullable MediaType contentType() {
                return null;
            }

            @Override
            public long contentLength() {
                return length;
            }

            @Override
            public BufferedSource source() {
                return source;
            }
        };
    }
}
