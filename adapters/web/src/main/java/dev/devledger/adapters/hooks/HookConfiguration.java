package dev.devledger.adapters.hooks;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What bootstrap imports of it. */
@Configuration(proxyBeanMethods = false)
@Import(HookReceiver.class)
public class HookConfiguration {}
