package dev.vmlifecycle.proxmox.internal;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.ResponseBody;
import okio.BufferedSource;

/** Reads the body of an answer, up to a limit: whoever answers without end must not take all the memory. */
final class Body {

    // a list of 100,000 guests has some 40 MB
    static final long LARGEST = 64L << 20;

    private Body() {}

    static byte[] bytes(ResponseBody body) throws IOException {
        BufferedSource source = body.source();
        long length = checkedLength(body);
        if (length >= 0) {
            return exactly(source, (int) length);
        }
        if (source.request(LARGEST + 1)) {
            throw tooLarge();
        }
        return source.readByteArray();
    }

    static InputStream stream(ResponseBody body) throws IOException {
        return checkedLength(body) >= 0 ? body.byteStream() : new Limited(body.byteStream());
    }

    /** Negative when the length is not known beforehand, as for compressed answers. */
    private static long checkedLength(ResponseBody body) throws IOException {
        long length = body.contentLength();
        if (length > LARGEST) {
            throw tooLarge();
        }
        return length;
    }

    // reading in pieces keeps the answer from being buffered whole before it is copied
    private static byte[] exactly(BufferedSource source, int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; ) {
            int read = source.read(bytes, at, length - at);
            if (read < 0) {
                throw new EOFException("answer ended after " + at + " of " + length + " bytes");
            }
            at += read;
        }
        return bytes;
    }

    private static IOException tooLarge() {
        return new IOException("answer larger than " + LARGEST + " bytes");
    }

    private static final class Limited extends FilterInputStream {

        private long left = LARGEST;

        private Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return count(super.read(), 1);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            return count(read, read);
        }

        private int count(int result, int bytes) throws IOException {
            if (result >= 0) {
                left -= bytes;
            }
            if (left < 0) {
                throw tooLarge();
            }
            return result;
        }
    }
}
