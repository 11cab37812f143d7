package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every error text the client classifies is said by the simulator: in a recorded case that matches, or by a call made here. */
class ClassifiedTextsTest {

    private static final Logger LOG = LoggerFactory.getLogger(ClassifiedTextsTest.class);

    @Test
    void everyTextTheClientClassifies_isSaid() {
        Map<String, List<String>> said = new LinkedHashMap<>(new Conformance().run().texts);
        said.putAll(MoreTexts.all());
        Map<String, String> unsaid = new TreeMap<>();
        for (String pattern : ClassifiedTexts.patterns()) {
            Pattern compiled = Pattern.compile(pattern, Pattern.DOTALL);
            Optional<Map.Entry<String, List<String>>> by = said.entrySet().stream()
                    .filter(entry -> entry.getValue().stream()
                            .anyMatch(text -> compiled.matcher(text.strip()).find()))
                    .findFirst();
            LOG.info(
                    "classified text {}: {}", pattern, by.map(Map.Entry::getKey).orElse("never said"));
            if (by.isEmpty()) {
                unsaid.put(pattern, MoreTexts.NEVER_SAID.getOrDefault(pattern, "not reviewed"));
            }
        }

        int all = ClassifiedTexts.patterns().size();
        LOG.info("classified texts: {} of {} are said, never: {}", all - unsaid.size(), all, unsaid);
        assertThat(unsaid).isEqualTo(MoreTexts.NEVER_SAID);
    }
}
