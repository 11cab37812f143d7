package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.exercise.PublicTypes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every public factory that takes a text, given bad ones: a value, or a refusal that says what was expected. */
class DoorTest {
    private static final long SEED = 4711;
    private static final int RANDOM_TEXTS = 300;
    private static final String ALPHABET = "aZ09 ,;:=/%?#&\\\"'+-_.@!~[]{}<>|\n\r\t\0äß\u202e\ud83d";

    private final List<String> problems = new ArrayList<>();
    private int refused;
    private int taken;

    @Test
    void everyFactoryOfText_refusesClearlyOrTakesIt() throws IllegalAccessException {
        List<Method> factories = PublicTypes.all().stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(DoorTest::isFactoryOfText)
                .toList();

        for (Method factory : factories) {
            for (String text : texts()) {
                offer(factory, text);
            }
        }
        System.out.printf("DOOR %d factories, %d texts refused, %d taken%n", factories.size(), refused, taken);

        assertThat(problems).isEmpty();
        assertThat(factories).hasSizeGreaterThan(20);
        assertThat(refused).isGreaterThan(1000);
    }

    private static boolean isFactoryOfText(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && Modifier.isStatic(method.getModifiers())
                && !method.isSynthetic()
                && method.getParameterCount() == 1
                && method.getParameterTypes()[0] == String.class
                && !method.getName().equals("valueOf");
    }

    private void offer(Method factory, String text) throws IllegalAccessException {
        try {
            Object made = factory.invoke(null, text);
            taken += made.toString().isEmpty() ? 0 : 1;
            look(factory, made, text);
        } catch (InvocationTargetException e) {
            refused++;
            judge(factory, "", text, e.getCause());
        }
    }

    /** What was taken is read through all its views; a view may refuse what it cannot read. */
    private void look(Method factory, Object made, String text) throws IllegalAccessException {
        for (Method view : made.getClass().getMethods()) {
            boolean isView = view.getParameterCount() == 0
                    && view.getDeclaringClass() == made.getClass()
                    && view.getDeclaringClass().getPackageName().startsWith(DoorTest.class.getPackageName())
                    && Modifier.isPublic(made.getClass().getModifiers())
                    && !Modifier.isStatic(view.getModifiers());
            if (isView) {
                try {
                    view.invoke(made);
                } catch (InvocationTargetException e) {
                    judge(factory, "." + view.getName(), text, e.getCause());
                }
            }
        }
    }

    private void judge(Method factory, String view, String text, @Nullable Throwable thrown) {
        boolean clear = thrown instanceof IllegalArgumentException refusal
                && String.valueOf(refusal.getMessage()).contains("(expected: ")
                && String.valueOf(refusal.getMessage()).length() < 600;
        if (!clear) {
            problems.add(factory.getDeclaringClass().getSimpleName() + "." + factory.getName() + view + "("
                    + shown(text) + "): " + shown(String.valueOf(thrown)));
        }
    }

    private static String shown(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "… " + text.length() + " chars" : text;
    }

    private static List<String> texts() {
        List<String> texts = new ArrayList<>(List.of(
                "",
                " ",
                "\n",
                "\0",
                "..",
                "../../etc",
                "a/../b",
                "%2e%2e",
                "a\nb",
                "-1",
                "0",
                "00",
                "1",
                "2147483648",
                "9223372036854775808",
                "1e400",
                "1e2147483647",
                "1e-2147483647",
                "NaN",
                "99999999999999999999T",
                "१२३",
                "null",
                "a b",
                "a,b=c",
                "=",
                ",",
                ";;;",
                "ä",
                "\ud83d",
                "UPID:pve1:0000:",
                "UPID:pve1:00000000:00000000:00000000:qmstart:100:root@pam:",
                "virtio,tag=abc,rate=x,firewall=maybe,link_down=2",
                "virtio=nonsense,bridge=",
                "local:1,iops_rd=x,mbps_wr=1e9999,size=1Q",
                "local:1,iops_rd=99999999999,size=-1G,format=exe",
                "order=x,up=y,down=-1",
                "enabled=x,type=y",
                "ip=nonsense,gw=1.2.3.4.5,ip6=::g",
                "std,memory=x",
                "current=x",
                "x".repeat(10_000),
                "9".repeat(10_000),
                "x=".repeat(5_000) + ","));
        Random random = new Random(SEED);
        for (int i = 0; i < RANDOM_TEXTS; i++) {
            StringBuilder text = new StringBuilder();
            IntStream.range(0, 1 + random.nextInt(12))
                    .forEach(n -> text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length()))));
            texts.add(text.toString());
        }
        return texts;
    }
}
