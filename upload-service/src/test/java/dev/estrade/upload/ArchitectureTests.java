package dev.estrade.upload;

import dev.estrade.test.ErrorTable;
import dev.estrade.test.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.hold("dev.estrade.upload");
    }

    @Test
    void documentsItsErrors() {
        ErrorTable.documentsExactly("upload-service", UploadProblem.values());
    }
}
