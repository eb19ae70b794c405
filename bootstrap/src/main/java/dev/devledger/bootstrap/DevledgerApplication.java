package dev.devledger.bootstrap;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class DevledgerApplication {
    public static void main(String[] args) {
        SpringApplication.run(DevledgerApplication.class, args);
    }
}
