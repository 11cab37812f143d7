package dev.vmlifecycle.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.vm.VmView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Path README = Path.of("../README.md");
    private static final Path SOURCE = Path.of("src/main/java/dev/vmlifecycle/examples/readme/HelloVm.java");

    @Test
    void javaBlock_isTheCodeOfHelloVm() throws IOException {
        assertThat(block("java")).isEqualTo(source());
    }

    @Test
    void helloVm_deploysAVm_andItsLogHasTheShapeShown() throws IOException {
        List<String> log = new ArrayList<>();

        VmView vm = HelloVm.run(log::add);

        assertThat(vm.state()).isEqualTo("ready");
        assertThat(shape(log)).isEqualTo(shape(block("text").lines().toList()));
    }

    /** Step labels, results and transitions; times, percentages and random MACs differ from run to run, polls may come or not. */
    private static List<String> shape(List<String> log) {
        return log.stream()
                .filter(line -> line.contains("[+]"))
                .map(line -> line.replaceAll("\\[[0-9.]+s]", "").strip())
                .toList();
    }

    private static String block(String language) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README));
        assertThat(block.find()).as("a " + language + " block in the README").isTrue();
        return block.group(1);
    }

    private static String source() throws IOException {
        String text = Files.readString(SOURCE);
        int begin = text.indexOf('\n', text.indexOf("// README: begin")) + 1;
        int end = text.lastIndexOf('\n', text.indexOf("// README: end")) + 1;
        return text.substring(begin, end).stripTrailing().stripIndent() + "\n";
    }
}
