package dev.vmlifecycle.proxmox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.transport.Param;
import dev.vmlifecycle.proxmox.transport.WireRequest;
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

class UrlCacheTest {

    private final UrlCache urls = new UrlCache();
    private final HttpUrl first = HostUrl.parse("pve1.example.net");
    private final HttpUrl second = HostUrl.parse("pve2.example.net");

    @Test
    void url_samePathTwice_isMadeOnce() {
        assertThat(urls.url(first, get("/api2/json/version"))).isSameAs(urls.url(first, get("/api2/json/version")));
    }

    @Test
    void url_ofAnotherHostOrPath_isAnother() {
        assertThat(urls.url(first, get("/api2/json/version")))
                .hasToString("https://pve1.example.net:8006/api2/json/version");
        assertThat(urls.url(second, get("/api2/json/version")))
                .hasToString("https://pve2.example.net:8006/api2/json/version");
        assertThat(urls.url(first, get("/api2/json/nodes/a%2Fb")))
                .hasToString("https://pve1.example.net:8006/api2/json/nodes/a%2Fb");
    }

    @Test
    void url_withAQuery_isNotRemembered() {
        WireRequest request = get("/api2/json/version", Param.of("ticket", "a b"));

        assertThat(urls.url(first, request))
                .hasToString("https://pve1.example.net:8006/api2/json/version?ticket=a%20b");
        assertThat(urls.url(first, request)).isNotSameAs(urls.url(first, request));
    }

    @Test
    void url_ofManyPaths_oldOnesAreForgotten() {
        HttpUrl before = urls.url(first, get("/api2/json/version"));
        for (int i = 0; i < 600; i++) {
            urls.url(first, get("/api2/json/nodes/pve1/qemu/" + (100 + i)));
        }

        assertThat(urls.url(first, get("/api2/json/version"))).isEqualTo(before).isNotSameAs(before);
    }

    private static WireRequest get(String path, Param... query) {
        return new WireRequest("GET", path, List.of(query), List.of(), List.of());
    }
}
