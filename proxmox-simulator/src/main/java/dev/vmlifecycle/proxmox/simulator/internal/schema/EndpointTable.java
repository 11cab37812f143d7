package dev.vmlifecycle.proxmox.simulator.internal.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What each call accepts on 8.4: one line per call, {@code name=type}, a question mark for optional parameters,
 * {@code name[0..5]} for a numbered family.
 */
final class EndpointTable {

    private static final String CONFIG = """
             acpi=bool? affinity=any? agent=agent? arch=enum(x86_64|aarch64)? args=any? audio0=any? autostart=bool?
             balloon=int(0..)? bios=enum(seabios|ovmf)? boot=any? bootdisk=any? cdrom=any? cicustom=any? cipassword=any?
             citype=enum(configdrive2|nocloud|opennebula)? ciupgrade=bool? ciuser=any? cores=int(1..)? cpu=any?
             cpulimit=num(0..128)? cpuunits=int(1..262144)? delete=configid-list? description=str(8192)? digest=str(40)?
             efidisk0=drive? force=bool? freeze=bool? hookscript=any? hostpci[0..15]=any? hotplug=any?
             hugepages=enum(any|2|1024)? ide[0..3]=drive? ipconfig[0..31]=ipconfig? ivshmem=any? keephugepages=bool?
             keyboard=any? kvm=bool? localtime=bool?
             lock=enum(backup|clone|create|migrate|rollback|snapshot|snapshot-delete|suspending|suspended)? machine=any?
             memory=memory? migrate_downtime=num(0..)? migrate_speed=int(0..)? name=dns-name? nameserver=addresses?
             net[0..31]=net? numa=bool? numa[0..7]=any? onboot=bool?
             ostype=enum(other|wxp|w2k|w2k3|w2k8|wvista|win7|win8|win10|win11|l24|l26|solaris)? parallel[0..2]=any?
             protection=bool? reboot=bool? revert=configid-list? rng0=any? sata[0..5]=drive? scsi[0..30]=drive?
             scsihw=enum(lsi|lsi53c810|virtio-scsi-pci|virtio-scsi-single|megasas|pvscsi)? searchdomain=any?
             serial[0..3]=serial? shares=int(0..50000)? skiplock=bool? smbios1=str(512)? smp=int(1..)? sockets=int(1..)?
             spice_enhancements=any? sshkeys=urlencoded? startdate=any? startup=any? tablet=bool? tags=any? tdf=bool?
             template=bool? tpmstate0=drive? unused[0..255]=any? usb[0..13]=any? vcpus=int(1..)? vga=any?
             virtio[0..15]=drive? vmgenid=vmgenid? vmstatestorage=storage? watchdog=any?""";

    private static final String RULE = """
             comment=any? dest=str(512)? digest=str(64)? dport=any? enable=int(0..)? icmp-type=any? iface=str(20)?
             log=enum(emerg|alert|crit|err|warning|notice|info|debug|nolog)? macro=str(128)? proto=any? source=str(512)?
             sport=any?""";

    private static final String TABLE = """
            GET /version
            GET /nodes
            GET /nodes/{node}/status
            GET /cluster/resources type=enum(vm|storage|node|sdn)?
            GET /cluster/nextid vmid=vmid?
            GET /cluster/status
            GET /cluster/tasks
            GET /nodes/{node}/qemu full=bool?
            POST /nodes/{node}/qemu/{vmid}/clone newid=vmid bwlimit=int(0..)? description=any? format=enum(raw|qcow2|vmdk)? full=bool? name=dns-name? pool=any? snapname=configid? storage=storage? target=node?
            GET /nodes/{node}/qemu/{vmid}/config current=bool? snapshot=configid?
            PUT /nodes/{node}/qemu/{vmid}/config @config
            POST /nodes/{node}/qemu/{vmid}/config background_delay=int(1..30)? import-working-storage=storage? @config
            GET /nodes/{node}/qemu/{vmid}/pending
            PUT /nodes/{node}/qemu/{vmid}/resize disk=any size=resize digest=str(40)? skiplock=bool?
            GET /nodes/{node}/qemu/{vmid}/status/current
            POST /nodes/{node}/qemu/{vmid}/status/start force-cpu=any? machine=any? migratedfrom=node? migration_network=any? migration_type=enum(secure|insecure)? nets-host-mtu=any? skiplock=bool? stateuri=str(128)? targetstorage=any? timeout=int(0..)?
            POST /nodes/{node}/qemu/{vmid}/status/stop keepActive=bool? migratedfrom=node? overrule-shutdown=bool? skiplock=bool? timeout=int(0..)?
            POST /nodes/{node}/qemu/{vmid}/status/shutdown forceStop=bool? keepActive=bool? skiplock=bool? timeout=int(0..)?
            POST /nodes/{node}/qemu/{vmid}/status/reboot timeout=int(0..)?
            POST /nodes/{node}/qemu/{vmid}/status/reset skiplock=bool?
            POST /nodes/{node}/qemu/{vmid}/status/suspend skiplock=bool? statestorage=storage? todisk=bool?
            POST /nodes/{node}/qemu/{vmid}/status/resume nocheck=bool? skiplock=bool?
            GET /nodes/{node}/qemu/{vmid}/migrate target=node?
            POST /nodes/{node}/qemu/{vmid}/migrate target=node bwlimit=int(0..)? force=bool? migration_network=any? migration_type=enum(secure|insecure)? online=bool? targetstorage=any? with-local-disks=bool?
            DELETE /nodes/{node}/qemu/{vmid} destroy-unreferenced-disks=bool? purge=bool? skiplock=bool?
            GET /nodes/{node}/qemu/{vmid}/cloudinit
            PUT /nodes/{node}/qemu/{vmid}/cloudinit
            GET /nodes/{node}/qemu/{vmid}/firewall/options
            PUT /nodes/{node}/qemu/{vmid}/firewall/options delete=configid-list? dhcp=bool? digest=str(64)? enable=bool? ipfilter=bool? log_level_in=enum(emerg|alert|crit|err|warning|notice|info|debug|nolog)? log_level_out=enum(emerg|alert|crit|err|warning|notice|info|debug|nolog)? macfilter=bool? ndp=bool? policy_in=enum(ACCEPT|REJECT|DROP)? policy_out=enum(ACCEPT|REJECT|DROP)? radv=bool?
            GET /nodes/{node}/qemu/{vmid}/firewall/ipset
            POST /nodes/{node}/qemu/{vmid}/firewall/ipset name=ipset-name comment=any? digest=str(64)? rename=ipset-name?
            GET /nodes/{node}/qemu/{vmid}/firewall/ipset/{name}
            POST /nodes/{node}/qemu/{vmid}/firewall/ipset/{name} cidr=cidr comment=any? nomatch=bool?
            DELETE /nodes/{node}/qemu/{vmid}/firewall/ipset/{name} force=bool?
            GET /nodes/{node}/qemu/{vmid}/firewall/ipset/{name}/{cidr}
            PUT /nodes/{node}/qemu/{vmid}/firewall/ipset/{name}/{cidr} comment=any? digest=str(64)? nomatch=bool?
            DELETE /nodes/{node}/qemu/{vmid}/firewall/ipset/{name}/{cidr} digest=str(64)?
            GET /nodes/{node}/qemu/{vmid}/firewall/rules
            POST /nodes/{node}/qemu/{vmid}/firewall/rules type=enum(in|out|forward|group) action=fw-action pos=int(0..)? @rule
            GET /nodes/{node}/qemu/{vmid}/firewall/rules/{pos}
            PUT /nodes/{node}/qemu/{vmid}/firewall/rules/{pos} type=enum(in|out|forward|group)? action=fw-action? delete=configid-list? moveto=int(0..)? @rule
            DELETE /nodes/{node}/qemu/{vmid}/firewall/rules/{pos} digest=str(64)?
            GET /nodes/{node}/tasks errors=bool? limit=int(0..)? since=int()? source=enum(archive|active|all)? start=int(0..)? statusfilter=any? typefilter=any? until=int()? userfilter=any? vmid=vmid?
            GET /nodes/{node}/tasks/{upid}/status
            GET /nodes/{node}/tasks/{upid}/log download=bool? limit=int(0..)? start=int(0..)?
            DELETE /nodes/{node}/tasks/{upid}
            GET /nodes/{node}/storage content=any? enabled=bool? format=bool? storage=storage? target=node?
            GET /nodes/{node}/storage/{storage}/status
            GET /nodes/{node}/storage/{storage}/content content=any? vmid=vmid?
            DELETE /nodes/{node}/storage/{storage}/content/{volume} delay=int(1..30)?
            GET /nodes/{node}/network type=enum(bridge|bond|eth|alias|vlan|OVSBridge|OVSBond|OVSPort|OVSIntPort|vnet|any_bridge|any_local_bridge|include_sdn)?
            POST /nodes/{node}/vzdump all=bool? bwlimit=int(0..)? compress=enum(0|1|gzip|lzo|zstd)? exclude=any? fleecing=any? ionice=int(0..8)? lockwait=int(0..)? mailnotification=any? mailto=any? mode=enum(snapshot|suspend|stop)? notes-template=str(1024)? notification-mode=any? notification-policy=any? notification-target=any? performance=any? pigz=int()? pool=any? protected=bool? prune-backups=any? quiet=bool? remove=bool? stop=bool? stopwait=int(0..)? storage=storage? vmid=any? zstd=int()?
            """;

    static final List<String> LINES = TABLE.lines()
            .map(line -> line.replace("@config", oneLine(CONFIG)).replace("@rule", oneLine(RULE)))
            .toList();

    private EndpointTable() {}

    /** The type of a placeholder in a path. */
    static String placeholderType(String name) {
        return switch (name) {
            case "node" -> "node";
            case "vmid" -> "vmid";
            case "name" -> "ipset-name";
            case "cidr" -> "cidr";
            case "pos" -> "int(0..)";
            case "storage" -> "storage";
            default -> "any";
        };
    }

    /** Names of a numbered family, or the name itself. */
    static List<String> expand(String name) {
        int open = name.indexOf('[');
        if (open < 0) {
            return List.of(name);
        }
        int dots = name.indexOf("..");
        int from = Integer.parseInt(name.substring(open + 1, dots));
        int to = Integer.parseInt(name.substring(dots + 2, name.length() - 1));
        return new ArrayList<>(IntStream.rangeClosed(from, to)
                .mapToObj(i -> name.substring(0, open) + i)
                .toList());
    }

    private static String oneLine(String block) {
        return block.replace('\n', ' ');
    }
}
