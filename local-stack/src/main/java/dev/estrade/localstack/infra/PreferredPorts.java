package dev.estrade.localstack.infra;

/** Where the embedded servers listen if they can; 0, or a taken port, means any free one. */
public record PreferredPorts(int kafka, int mongodb, int s3, int issuer) {
    /** Away from the products' own defaults, so that an installed MongoDB or MinIO is not in the way. */
    public static PreferredPorts fixed() {
        return new PreferredPorts(19092, 27117, 19000, 18080);
    }

    public static PreferredPorts any() {
        return new PreferredPorts(0, 0, 0, 0);
    }
}
