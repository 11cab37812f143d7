package dev.vmlifecycle.proxmox.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmlifecycle.proxmox.ByteSize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Views of single values: nothing is lost by reading, an edit changes its key only. */
class TypedValuesTest {

    private static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("1,fstrim_cloned_disks=1,new-key=x", (Function<String, Object>) AgentOptions::parse),
                Arguments.of("enabled=0", (Function<String, Object>) AgentOptions::parse),
                Arguments.of("order=scsi0;ide2;net0", (Function<String, Object>) BootOrder::parse),
                Arguments.of("cdn", (Function<String, Object>) BootOrder::parse),
                Arguments.of(" ", (Function<String, Object>) BootOrder::parse),
                Arguments.of("uuid=a-b,manufacturer=QQ==,base64=1,x=y", (Function<String, Object>) Smbios::parse),
                Arguments.of("/dev/ttyS0", (Function<String, Object>) SerialPort::new),
                Arguments.of("qxl,memory=32,clipboard=vnc", (Function<String, Object>) Display::parse),
                Arguments.of("cputype=host,flags=+aes;-pcid,hidden=1", (Function<String, Object>) CpuModel::parse),
                Arguments.of("b;A,c d", (Function<String, Object>) Tags::new),
                Arguments.of("3,up=5,unknown=1", (Function<String, Object>) StartupOrder::parse),
                Arguments.of("network;disk", (Function<String, Object>) Hotplug::new));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void parse_thenPrint_isIdentical(String text, Function<String, Object> parse) {
        assertThat(parse.apply(text)).hasToString(text).isEqualTo(parse.apply(text));
    }

    @Test
    void agent_bothSpellings() {
        AgentOptions bare = AgentOptions.parse("1,fstrim_cloned_disks=1");

        assertThat(bare.enabled()).isTrue();
        assertThat(bare.trimsClonedDisks()).isTrue();
        assertThat(bare.freezesOnBackup()).isTrue();
        assertThat(bare.type()).isEqualTo("virtio");
        assertThat(bare.withEnabled(false)).hasToString("0,fstrim_cloned_disks=1");
        assertThat(bare.withFreezeOnBackup(false)).hasToString("1,fstrim_cloned_disks=1,freeze-fs-on-backup=0");
        assertThat(AgentOptions.enabled(false).withEnabled(true).withTrimOfClonedDisks(true))
                .hasToString("enabled=1,fstrim_cloned_disks=1");
    }

    @Test
    void boot_devicesInOrder() {
        assertThat(BootOrder.parse("order=scsi0;net0,legacy=x").devices()).containsExactly("scsi0", "net0");
        assertThat(BootOrder.parse("order=scsi0,legacy=x").withDevices(List.of("ide2", "scsi0")))
                .hasToString("order=ide2;scsi0,legacy=x");
        assertThat(BootOrder.of("scsi0")).hasToString("order=scsi0");
        assertThat(BootOrder.parse(" ").devices()).isEmpty();
        assertThat(BootOrder.parse("cdn").devices()).isEmpty();
    }

    @Test
    void smbios_textsAreDecoded_andWrittenEncoded() {
        UUID uuid = UUID.fromString("11111111-2222-3333-4444-555555555555");
        Smbios plain = Smbios.parse("uuid=" + uuid + ",product=Old");

        assertThat(plain.uuid()).contains(uuid);
        assertThat(plain.get(Smbios.Field.PRODUCT)).contains("Old");
        Smbios changed = plain.with(Smbios.Field.MANUFACTURER, "Acme, Inc.");
        assertThat(changed).hasToString("uuid=" + uuid + ",product=T2xk,manufacturer=QWNtZSwgSW5jLg==,base64=1");
        assertThat(changed.get(Smbios.Field.PRODUCT)).contains("Old");
        assertThat(changed.get(Smbios.Field.MANUFACTURER)).contains("Acme, Inc.");
        assertThat(changed.with(Smbios.Field.SKU, "s").get(Smbios.Field.PRODUCT))
                .contains("Old");
        assertThat(plain.withUuid(new UUID(0, 1)).uuid()).contains(new UUID(0, 1));
    }

    @Test
    void serial_isASocketOrADevice() {
        assertThat(SerialPort.SOCKET.isSocket()).isTrue();
        assertThat(new SerialPort("/dev/ttyS0").isSocket()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SerialPort("tty"))
                .withMessage("serial port: 'tty' (expected: socket or /dev/...)");
    }

    @Test
    void display_typeAndMemory() {
        Display display = Display.parse("std,clipboard=vnc");

        assertThat(display.withMemory(Optional.of(ByteSize.ofMiB(32))).withType("virtio"))
                .hasToString("virtio,clipboard=vnc,memory=32");
        assertThat(Display.parse("type=std,memory=16").withType("qxl").withMemory(Optional.empty()))
                .hasToString("type=qxl");
        assertThat(Display.parse("memory=16").memory()).contains(ByteSize.ofMiB(16));
        assertThat(Display.parse("memory=16").type()).isEqualTo("std");
    }

    @Test
    void cpu_typeAndFlags() {
        CpuModel cpu = CpuModel.parse("host,flags=+aes;-pcid,hidden=1");

        assertThat(cpu.type()).contains("host");
        assertThat(cpu.flags()).containsExactly("+aes", "-pcid");
        assertThat(cpu.withFlags(List.of()).withType("x86-64-v3")).hasToString("x86-64-v3,hidden=1");
        assertThat(CpuModel.parse("cputype=host").withType("max")).hasToString("cputype=max");
    }

    @Test
    void tags_areComparedAsTheServerWritesThem() {
        Tags tags = new Tags("b;A,c a");

        assertThat(tags.list()).containsExactly("a", "b", "c");
        assertThat(tags.with("B")).isSameAs(tags);
        assertThat(tags.with("d").without("A")).hasToString("b;c;d");
        assertThat(tags.without("z")).isSameAs(tags);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tags.of("a b"))
                .withMessage("tag: 'a b' (expected: letters, digits and _-+.)");
    }

    @Test
    void startup_bareNumberIsTheOrder() {
        assertThat(StartupOrder.parse("3,up=5").order()).hasValue(3);
        assertThat(StartupOrder.parse("up=5").order()).isEmpty();
        assertThat(StartupOrder.of(2).withUp(Duration.ofMinutes(1)).withDown(Duration.ofSeconds(90)))
                .hasToString("order=2,up=60,down=90")
                .satisfies(order -> assertThat(order.up()).contains(Duration.ofMinutes(1)))
                .satisfies(order -> assertThat(order.down()).contains(Duration.ofSeconds(90)));
    }

    @Test
    void hotplug_wordsAndSwitches() {
        assertThat(new Hotplug("0").features()).isEmpty();
        assertThat(new Hotplug("1")).satisfies(it -> assertThat(it.has("usb")).isTrue());
        assertThat(Hotplug.DEFAULT.with("memory")).hasToString("network,disk,usb,memory");
        assertThat(Hotplug.DEFAULT.with("disk")).isSameAs(Hotplug.DEFAULT);
    }
}
