package dev.vmlifecycle.proxmox.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.testing.Recordings;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The shipped file is what the tool makes; {@code -Dgolden.update=true} rewrites it. */
class CatalogueFileTest {

    @Test
    void shippedFile_isWhatTheToolWrites() throws IOException {
        String text = CatalogueTool.shipped(Schemas.read(Recordings.directory()));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(CatalogueTool.SHIPPED, text);
        }

        assertThat(text).isEqualTo(Files.readString(CatalogueTool.SHIPPED));
        assertThat(text.length()).as("size in the jar").isLessThan(100_000);
    }
}
