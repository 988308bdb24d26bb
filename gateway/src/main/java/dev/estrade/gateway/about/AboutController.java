package dev.estrade.gateway.about;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AboutController {
    private final About about;

    AboutController(About about) {
        this.about = about;
    }

    @GetMapping({"/.well-known/estrade", "/.well-known/estrade/"})
    About about() {
        return about;
    }
}
