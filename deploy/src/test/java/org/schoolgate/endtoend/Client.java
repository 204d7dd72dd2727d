package org.schoolgate.endtoend;

import java.util.List;

/**
 * A program that people browse with, or that fetches things for them, as Debian ships it. Its script is for {@code sh}: it is
 * called with web addresses, and for each prints a line {@code == ADDRESS} and then what the program says of it. Where the
 * words of the site are nothing that it can fetch, the site serves them in a form that it can.
 *
 * <p>A script finds {@code http_proxy}, {@code https_proxy}, {@code PROXY_HOST} and {@code PROXY_PORT} where the client is to
 * use a proxy, and {@code PAC} where it is to ask a script for one; in {@code AUTHORITY} and {@code TRUST_STORE} the
 * certificate of who issued those of the sites, which the system trusts, too; in {@code JAVA} and {@code CLASSES} what runs
 * the programs of these tests; and a home of its own.
 */
enum Client {
    CURL("curl", List.of("curl"), "", each("""
                    curl -sS $url/
                    """)),

    WGET("wget", List.of("wget"), "", each("""
                    wget -nv -O - $url/
                    """)),

    APT("apt-get", List.of("apt-get", "dpkg-deb"), """
            mkdir -p debian words.deb/DEBIAN
            cat >words.deb/DEBIAN/control <<END
            Package: words
            Version: 1.0
            Architecture: all
            Maintainer: School <school@example.org>
            Description: $WORDS
            END
            dpkg-deb --root-owner-group -b words.deb debian/words_1.0_all.deb
            cd debian
            {
                dpkg-deb -f words_1.0_all.deb
                printf 'Filename: ./words_1.0_all.deb\\nSize: %s\\n' "$(stat -c %s words_1.0_all.deb)"
                printf 'SHA256: %s\\n' "$(sha256sum words_1.0_all.deb | cut -d ' ' -f 1)"
            } >Packages
            {
                printf 'Date: %s\\nSHA256:\\n' "$(date -u '+%a, %d %b %Y %T UTC')"
                printf ' %s %s Packages\\n' "$(sha256sum Packages | cut -d ' ' -f 1)" "$(stat -c %s Packages)"
            } >Release
            """, each("""
                    mkdir -p lists/partial archives/partial
                    echo "deb [trusted=yes] $url/debian ./" >sources.list
                    apt="apt-get -q -o Dir::Etc::SourceList=$PWD/sources.list -o Dir::Etc::SourceParts=-"
                    apt="$apt -o Dir::State::Lists=$PWD/lists -o Dir::Cache=$PWD -o APT::Sandbox::User=root"
                    apt="$apt -o Acquire::Retries=0"
                    $apt update && $apt download words && dpkg-deb -f words_1.0_all.deb Description
                    """)),

    PIP("pip", List.of("pip3"), """
            mkdir -p simple/words
            cd simple/words
            python3 - <<END
            import zipfile
            with zipfile.ZipFile("words-1.0-py3-none-any.whl", "w") as wheel:
                about = "words-1.0.dist-info/"
                wheel.writestr("words.txt", "$WORDS\\n")
                wheel.writestr(about + "METADATA", "Metadata-Version: 2.1\\nName: words\\nVersion: 1.0\\n")
                wheel.writestr(about + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
                wheel.writestr(about + "RECORD", "")
            END
            echo '<!DOCTYPE html><a href="words-1.0-py3-none-any.whl">words-1.0-py3-none-any.whl</a>' >index.html
            """, each("""
                    pip3 install --disable-pip-version-check --no-cache-dir --retries 0 --no-deps --target . \\
                        --trusted-host ${url#http*//} --index-url $url/simple words && cat words.txt
                    """)),

    GIT("git", List.of("git"), """
            git init -q words
            git -C words -c user.name=School -c user.email=school@example.org commit -q --allow-empty -m "$WORDS"
            git clone -q --bare words words.git
            git -C words.git update-server-info
            """, each("""
                    git clone -q $url/words.git && git -C words log --format=%s
                    """)),

    HTTP_URL_CONNECTION("Java HttpURLConnection", List.of(), "", java("HttpURLConnection")),

    HTTP_CLIENT("Java HttpClient", List.of(), "", java("HttpClient")),

    CHROMIUM("Chromium", List.of("chromium", "certutil"), "", trusting("$HOME/.pki/nssdb") + each("""
                            chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run \\
                                --disable-background-networking ${PAC:+--proxy-pac-url=$PAC} --dump-dom $url/
                            """)),

    FIREFOX("Firefox ESR", List.of("firefox-esr", "certutil"), "", trusting("$HOME/profile") + """
                    if [ "$PAC" ]; then
                        echo "user_pref('network.proxy.type', 2);"
                        echo "user_pref('network.proxy.autoconfig_url', '$PAC');"
                    fi >$HOME/profile/user.js
                    "$JAVA" -cp "$CLASSES" org.schoolgate.endtoend.FirefoxProgram $HOME/profile "$@"
                    """);

    private final String title;
    private final List<String> commands;
    private final String serving;
    private final String browsing;

    Client(String title, List<String> commands, String serving, String browsing) {
        this.title = title;
        this.commands = commands;
        this.serving = serving;
        this.browsing = browsing;
    }

    /** With {@code $url} set to each address in turn, in a folder of its own. */
    private static String each(String script) {
        return "for url; do (\necho \"== $url\"\ncd \"$(mktemp -d -p \"$HOME\")\"\n" + script + "); done\n";
    }

    private static String java(String api) {
        return """
                for scheme in ${PROXY_HOST:+http https}; do
                    proxy="$proxy -D$scheme.proxyHost=$PROXY_HOST -D$scheme.proxyPort=$PROXY_PORT"
                done
                "$JAVA" $proxy -Djavax.net.ssl.trustStore="$TRUST_STORE" -Djavax.net.ssl.trustStorePassword=%s \\
                    -cp "$CLASSES" org.schoolgate.endtoend.JavaClientProgram %s "$@"
                """.formatted(KeyStoreFile.PASSWORD, api);
    }

    /** Has a browser trust the authority: its certificates are in this folder. */
    private static String trusting(String folder) {
        return """
                mkdir -p %1$s
                certutil -N -d sql:%1$s --empty-password
                certutil -A -d sql:%1$s -n authority -t C,, -i "$AUTHORITY"
                """.formatted(folder);
    }

    /** As the page of the documentation calls it. */
    String title() {
        return title;
    }

    /** What has to be installed for it. */
    List<String> commands() {
        return commands;
    }

    /** A script that puts {@code WORDS} into the folder that it runs in, which is on every site. */
    String serving() {
        return serving;
    }

    String browsing() {
        return browsing;
    }
}
