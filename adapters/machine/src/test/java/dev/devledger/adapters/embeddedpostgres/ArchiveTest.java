package dev.devledger.adapters.embeddedpostgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.embeddedpostgres.Binaries.Archive;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private static final String ENTRY = "postgres.txz";

    @TempDir
    private Path folder;

    @Test
    void each_machine_has_its_own() {
        assertThat(Archive.names("Linux", "amd64", false)).containsExactly("postgres-linux-x86_64.txz");
        assertThat(Archive.names("Linux", "aarch64", false)).containsExactly("postgres-linux-arm_64.txz");
        assertThat(Archive.names("Linux", "amd64", true)).containsExactly("postgres-linux-x86_64-alpine_linux.txz");
        assertThat(Archive.names("Mac OS X", "aarch64", false))
                .containsExactly("postgres-darwin-arm_64.txz", "postgres-darwin-x86_64.txz");
        assertThat(Archive.names("Windows 11", "amd64", false)).contains("postgres-windows-x86_64.txz");
    }

    @Test
    void what_is_in_a_jar_names_it() throws IOException {
        String one = new Archive(jar("one.jar", "one")).fingerprint();
        assertThat(new Archive(jar("again.jar", "one")).fingerprint()).isEqualTo(one);
        assertThat(new Archive(jar("two.jar", "two")).fingerprint()).isNotEqualTo(one);
    }

    /** As the one jar of a release, which holds others. */
    @Test
    void what_is_in_a_jar_that_knows_no_sums_names_it_too() throws IOException {
        String one = new Archive(without(jar("one.jar", "one"))).fingerprint();
        assertThat(new Archive(without(jar("again.jar", "one"))).fingerprint()).isEqualTo(one);
        assertThat(new Archive(without(jar("two.jar", "two"))).fingerprint()).isNotEqualTo(one);
    }

    private URL jar(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new JarEntry(ENTRY));
            jar.write(content.getBytes());
        }
        return URI.create("jar:" + file.toUri() + "!/" + ENTRY).toURL();
    }

    private static URL without(URL known) throws IOException {
        return URL.of(URI.create(known.toString()), new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) throws IOException {
                JarURLConnection real = (JarURLConnection) known.openConnection();
                return new JarURLConnection(known) {
                    @Override
                    public JarFile getJarFile() throws IOException {
                        return new JarFile(real.getJarFile().getName()) {
                            @Override
                            public ZipEntry getEntry(String name) {
                                return new ZipEntry(name);
                            }
                        };
                    }

                    @Override
                    public InputStream getInputStream() throws IOException {
                        return real.getInputStream();
                    }

                    @Override
                    public void connect() {}
                };
            }
        });
    }
}
