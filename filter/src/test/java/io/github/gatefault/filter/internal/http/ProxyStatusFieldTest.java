package io.github.gatefault.filter.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.filter.internal.http.ProxyStatusField.Member;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyStatusFieldTest {

    @Test
    void members_areReadInOrder() {
        assertThat(
                        ProxyStatusField.parse(
                                List.of(
                                        "edge; received-status=503; next-hop=\"10.0.0.1:80\", \"cdn \\\"x\\\"\";error=connection_timeout;details=\"slow\"",
                                        "last; error=dns_error; error=tls_alert_received; alert-id=40; alert-message=:aGk=:; ok; no=?0; t=@1659578233; n=-1.5; d=%\"caf%c3%a9\"")))
                .containsExactly(
                        new Member("edge", false, null, 503L, null),
                        new Member("cdn \"x\"", true, "connection_timeout", null, "slow"),
                        new Member("last", false, "tls_alert_received", null, null));
    }

    @Test
    void publicForm_hasNoAddressesAndNoWordsOfItsOwn() {
        assertThat(ProxyStatusField.parse(
                                List.of(
                                        "\"a\\\\b\"; next-hop=\"10.0.0.1\"; error=connection_timeout; details=\"secret\"; received-status=504"))
                        .get(0)
                        .publicForm())
                .isEqualTo("\"a\\\\b\"; error=connection_timeout; received-status=504");
    }

    @Test
    void firstFailed_isTheOneClosestToTheOrigin() {
        List<Member> members =
                ProxyStatusField.parse(List.of("a;received-status=502, b;error=dns_error, c;error=dns_timeout"));
        assertThat(ProxyStatusField.firstFailed(members))
                .get()
                .extracting(Member::name)
                .isEqualTo("b");
        assertThat(ProxyStatusField.firstFailed(List.of())).isEmpty();
    }

    @Test
    void errorThatIsNoToken_andStatusThatIsNone_areNotTaken() {
        assertThat(ProxyStatusField.parse(List.of("a; error=\"dns_error\"; received-status=5; details=word")))
                .containsExactly(new Member("a", false, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "a,",
                ",a",
                "a b",
                "a; ",
                "a;Error=x",
                "a;error=",
                "a;error==x",
                "a;error=dns_error\r\nX: y",
                "a;error=\"x",
                "a;details=\"\u00e9\"",
                "a;details=\"\\n\"",
                "(a b);error=dns_error",
                "1;error=dns_error",
                "?1;error=dns_error",
                ":aGk=:;error=dns_error",
                "a;x=:not base64:",
                "a;x=:aGk=",
                "a;x=1234567890123456",
                "a;x=1.",
                "a;x=1.2345",
                "a;x=-",
                "a;x=?2",
                "a;x=@1.5",
                "a;x=%\"%zz\"",
                "a;x=%\"%c",
                "a;x=%x",
                "a;x=(1)",
                "a\u0000;error=dns_error",
                "\u00e9;error=dns_error"
            })
    void fieldThatIsNotWellFormed_countsAsNone(String field) {
        assertThat(ProxyStatusField.parse(List.of(field))).isEmpty();
    }

    @Test
    void tooMuch_countsAsNone() {
        assertThat(ProxyStatusField.parse(List.of("a".repeat(5000)))).isEmpty();
        assertThat(ProxyStatusField.parse(List.of("a,".repeat(32) + "a"))).isEmpty();
        assertThat(ProxyStatusField.parse(List.of("a,".repeat(31) + "a"))).hasSize(32);
    }
}
