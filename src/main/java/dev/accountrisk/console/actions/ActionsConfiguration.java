package dev.accountrisk.console.actions;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** The settings of actions. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecondPerson.class)
class ActionsConfiguration {}
