package dev.estrade.support.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are the public internet's, by the IANA registries of special-purpose addresses (RFC 6890). IPv4 by
 * what is excluded. IPv6 by what is included, 2000::/3, which leaves out loopback, link-local, unique-local, multicast,
 * IPv4-mapped, IPv4-compatible and NAT64 (64:ff9b::/96); and within it what leads to other networks again.
 */
final class PublicAddresses {
    private static final List<Block> NOT_PUBLIC_IPV4 = blocks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private, RFC 1918
            "100.64.0.0/10", // carrier-grade NAT, RFC 6598; Alibaba's metadata
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // Azure's own services, reachable from each of its machines
            "169.254.0.0/16", // link-local; the metadata of most clouds
            "172.16.0.0/12", // private, RFC 1918
            "192.0.0.0/24", // IETF protocol assignments; Oracle's metadata
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays, RFC 7526
            "192.168.0.0/16", // private, RFC 1918
            "198.18.0.0/15", // benchmarking
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/3"); // multicast, reserved, broadcast

    private static final Block GLOBAL_UNICAST = Block.parse("2000::/3");

    private static final List<Block> NOT_PUBLIC_IPV6 = blocks(
            "2001::/23", // IETF protocol assignments, Teredo among them
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4: any IPv4 address lies in it
            "3fff::/20"); // documentation, RFC 9637

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        if (address instanceof Inet4Address) {
            return NOT_PUBLIC_IPV4.stream().noneMatch(block -> block.contains(address));
        }
        return GLOBAL_UNICAST.contains(address) && NOT_PUBLIC_IPV6.stream().noneMatch(block -> block.contains(address));
    }

    private static List<Block> blocks(String... texts) {
        return Stream.of(texts).map(Block::parse).toList();
    }

    /** @param length of the prefix, in bits */
    private record Block(InetAddress first, int length) {

        static Block parse(String text) {
            String[] parts = text.split("/", 2);
            try {
                // A literal address is not looked up.
                return new Block(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        boolean contains(InetAddress address) {
            byte[] prefix = first.getAddress();
            byte[] other = address.getAddress();
            for (int bit = 0; bit < length; bit++) {
                int mask = 0x80 >> (bit % 8);
                if (prefix.length != other.length || ((prefix[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
