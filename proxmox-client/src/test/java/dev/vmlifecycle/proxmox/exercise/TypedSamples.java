package dev.vmlifecycle.proxmox.exercise;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.CallOptions;
import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.PoolId;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.Sleeper;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Upid;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.VolumeId;
import dev.vmlifecycle.proxmox.access.UserId;
import dev.vmlifecycle.proxmox.config.Disk;
import dev.vmlifecycle.proxmox.config.IpConfig;
import dev.vmlifecycle.proxmox.config.MacAddress;
import dev.vmlifecycle.proxmox.config.NetDevice;
import dev.vmlifecycle.proxmox.config.PropertyString;
import dev.vmlifecycle.proxmox.config.SerialPort;
import dev.vmlifecycle.proxmox.storage.Checksum;
import dev.vmlifecycle.proxmox.task.TaskStatus;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** Values of types that can not be made by trying their factories, or need not be tried in all their forms. */
final class TypedSamples {

    static final String UPID = "UPID:pve1:000011C0:0003CD8C:6B044A40:qmstop:201:root@pam!rig:";

    static final Map<Class<?>, List<Object>> BY_CLASS = Map.ofEntries(
            Map.entry(boolean.class, List.of(true, false)),
            Map.entry(int.class, List.of(2)),
            Map.entry(long.class, List.of(2L)),
            Map.entry(double.class, List.of(2.5)),
            Map.entry(String.class, List.of("sample")),
            Map.entry(OptionalInt.class, List.of(OptionalInt.of(2), OptionalInt.empty())),
            Map.entry(OptionalLong.class, List.of(OptionalLong.of(2), OptionalLong.empty())),
            Map.entry(BigDecimal.class, List.of(new BigDecimal("2.5"))),
            Map.entry(Duration.class, List.of(Duration.ofSeconds(60))),
            Map.entry(Instant.class, List.of(Instant.parse("2026-11-23T12:00:00Z"))),
            Map.entry(URI.class, List.of(URI.create("https://mirror.example.net/debian-12.qcow2"))),
            Map.entry(ZoneId.class, List.of(ZoneId.of("Europe/Berlin"))),
            Map.entry(Path.class, List.of(Path.of("pom.xml"))),
            Map.entry(UUID.class, List.of(UUID.fromString("2f0e7d6c-0000-4000-8000-000000000001"))),
            Map.entry(SerialPort.class, List.of(SerialPort.SOCKET)),
            Map.entry(Sleeper.class, List.of((Sleeper) pause -> {})),
            Map.entry(CallOptions.class, List.of(CallOptions.none())),
            Map.entry(TaskStatus.class, List.of(TaskStatus.running())),
            Map.entry(Vmid.class, List.of(Vmid.of(100))),
            Map.entry(NodeName.class, List.of(NodeName.of("pve1"))),
            Map.entry(PoolId.class, List.of(PoolId.of("cust1"), PoolId.of("cust1/web"))),
            Map.entry(StorageId.class, List.of(StorageId.of("local"))),
            Map.entry(VolumeId.class, List.of(VolumeId.of("local:100/vm-100-disk-0.raw"))),
            Map.entry(Upid.class, List.of(Upid.parse(UPID))),
            Map.entry(ByteSize.class, List.of(ByteSize.ofGiB(2))),
            Map.entry(Digest.class, List.of(Digest.of("da39a3ee5e6b4b0d3255bfef95601890afd80709"))),
            Map.entry(Secret.class, List.of(Secret.of("sample-secret"))),
            Map.entry(UserId.class, List.of(UserId.of("svc@pve"))),
            Map.entry(Checksum.class, List.of(Checksum.sha256("ab".repeat(32)))),
            Map.entry(MacAddress.class, List.of(MacAddress.of("BC:24:11:00:00:01"))),
            Map.entry(PropertyString.class, List.of(PropertyString.parse("sample,a=1"))),
            Map.entry(Disk.class, List.of(Disk.parse("local:100/vm-100-disk-0.raw,cache=none"))),
            Map.entry(NetDevice.class, List.of(NetDevice.parse("virtio=BC:24:11:00:00:01,bridge=vmbr0"))),
            Map.entry(IpConfig.class, List.of(IpConfig.parse("ip=192.0.2.10/24,gw=192.0.2.1"))));

    private TypedSamples() {}
}
