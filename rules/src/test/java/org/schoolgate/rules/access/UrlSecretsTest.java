package org.schoolgate.rules.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UrlSecretsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /login?user=a&password=b%26c&next=/         | /login?user=a&password=***&next=/
            /login?user=a;Passwd=b;c&next=/             | /login?user=a;Passwd=***&next=/
            /?access_token=x                            | /?access_token=***
            /?X-Amz-Signature=x&X-Amz-Date=1            | /?X-Amz-Signature=***&X-Amz-Date=1
            /page;jsessionid=AB12/part;v=1?q=cats       | /page;jsessionid=***/part;v=1?q=cats
            /page;JSESSIONID=AB12?q=cats                | /page;JSESSIONID=***?q=cats
            /page.php?PHPSESSID=1                       | /page.php?PHPSESSID=***
            /callback?code=4/abc&state=s                | /callback?code=***&state=s
            /v1?api-key=k&apiKey=k&api_key=k&key=k      | /v1?api-key=***&apiKey=***&api_key=***&key=***
            /a?token=ab?cd&x=1                          | /a?token=***&x=1
            /a?token=x=y==                              | /a?token=***
            /go?to=http://name:word@example.org/?token=t | /go?to=http://***@example.org/?token=***
            /go/ftp://name@example.org/file             | /go/ftp://***@example.org/file
            /go?to=http://a:p/@b/&u=http://c@d          | /go?to=http://a:p/@b/&u=http://***@d
            /go?to=http://a@b@example.org/              | /go?to=http://***@example.org/
            /?oobCode=1&auth_code=2&invite_code=3       | /?oobCode=***&auth_code=***&invite_code=***
            /?access_key=1&private_key=2&authkey=3      | /?access_key=***&private_key=***&authkey=***
            /?passcode=1&X-Amz-Credential=AK/2026       | /?passcode=***&X-Amz-Credential=***
            /in?next=https%3A%2F%2Fidp%2F%3Ftoken%3Dabc%26x%3D1&a=b | /in?next=https%3A%2F%2Fidp%2F%3Ftoken%3D***%26x%3D1&a=b
            /in?next=https%253A%252F%252Fidp%252F%253Ftoken%253Dabc | /in?next=https%253A%252F%252Fidp%252F%253Ftoken%253D***
            /in?to=https%3A%2F%2Fu:pw@example.org%2F    | /in?to=https%3A%2F%2F***@example.org%2F
            /in?to=https%3A%2F%2Fu%3Apw%40example.org   | /in?to=https%3A%2F%2F***%40example.org
            /in?pass%77ord=a                            | /in?pass%77ord=***
            """)
    void secretsAreMasked(String path, String masked) {
        assertThat(UrlSecrets.maskPath(path)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/token=1",
                "/search?q=how+to+reset+a+password",
                "/?monkey=1&keyboard=2&compass=3&zipcode=4&spin=5&side=6",
                "/?token",
                "/?token=",
                "/?=x&&;",
                "/@name/status?user=name@example.org",
                "/a//b@c",
                "/?q=100%&x=%zz&y=%2",
                "/?to=http://%40"
            })
    void whatIsNoSecretIsKept(String path) {
        assertThat(UrlSecrets.maskPath(path)).isEqualTo(path);
    }

    @Test
    void pathWithoutAnythingToMaskIsNotCopied() {
        String path = "/a/long/path/of/a/picture.png";
        assertThat(UrlSecrets.maskPath(path)).isSameAs(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&", "&a", ":/", "://", "://@", "%25", "?=", "=&", ";key="})
    void timeGrowsWithLengthAlone(String repeated) {
        String path = "/?" + repeated.repeat(200_000);
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(5), () -> UrlSecrets.maskPath(path)))
                .startsWith("/?");
    }

    @Test
    void maskingTwiceIsMaskingOnce() {
        String masked = UrlSecrets.maskPath("/?to=http://a:b@c/&password=x;sid=1");
        assertThat(UrlSecrets.maskPath(masked)).isEqualTo(masked);
    }

    @Test
    void userInfoOfAnAuthorityIsMasked() {
        assertThat(UrlSecrets.maskAuthority("name:word@site.example:80")).isEqualTo("***@site.example:80");
        assertThat(UrlSecrets.maskAuthority("site.example")).isEqualTo("site.example");
    }
}
