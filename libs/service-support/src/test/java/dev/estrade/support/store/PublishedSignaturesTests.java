package dev.estrade.support.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Amazon's published signatures.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">the examples</a>
 */
class PublishedSignaturesTests {
    private static final String TIME = "20130524T000000Z";
    private static final Instant WHEN = Instant.parse("2013-05-24T00:00:00Z");
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final SigningKeys keys =
            new SigningKeys("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1");

    @ParameterizedTest
    @CsvSource({
        "lifecycle=, fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        "max-keys=2&prefix=J, 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
    })
    void signsABucketRequest(String query, String signature) {
        String request = "GET\n/\n" + query + "\nhost:examplebucket.s3.amazonaws.com\nx-amz-content-sha256:" + EMPTY
                + "\nx-amz-date:" + TIME + "\n\nhost;x-amz-content-sha256;x-amz-date\n" + EMPTY;

        assertThat(keys.at(WHEN).sign(request)).isEqualTo(signature);
    }

    @Test
    void signsAGet() {
        String request = "GET\n/test.txt\n\nhost:examplebucket.s3.amazonaws.com\nrange:bytes=0-9\n"
                + "x-amz-content-sha256:" + EMPTY + "\nx-amz-date:" + TIME
                + "\n\nhost;range;x-amz-content-sha256;x-amz-date\n" + EMPTY;

        assertThat(keys.at(WHEN).sign(request))
                .isEqualTo("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void signsAPut() {
        String payload = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
        String request = "PUT\n/test%24file.text\n\ndate:Fri, 24 May 2013 00:00:00 GMT\n"
                + "host:examplebucket.s3.amazonaws.com\nx-amz-content-sha256:" + payload + "\nx-amz-date:" + TIME
                + "\nx-amz-storage-class:REDUCED_REDUNDANCY\n\n"
                + "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class\n" + payload;

        assertThat(keys.at(WHEN).sign(request))
                .isEqualTo("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }
}
