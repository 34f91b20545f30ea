package io.github.gatefault.spring.startup;

import java.lang.management.ManagementFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** A web application that says how many milliseconds after its process it was ready, and ends. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class PlainApplication {
    static final String READY = "READY AFTER ";

    public static void main(String[] arguments) {
        SpringApplication.run(PlainApplication.class, arguments);
        System.out.println(READY + ManagementFactory.getRuntimeMXBean().getUptime());
        System.exit(0);
    }
}
