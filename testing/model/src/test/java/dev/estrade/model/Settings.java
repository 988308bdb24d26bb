package dev.estrade.model;

import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Those that a service's own application class would look for. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties
@ConfigurationPropertiesScan({"dev.estrade.catalog", "dev.estrade.upload"})
class Settings {}
