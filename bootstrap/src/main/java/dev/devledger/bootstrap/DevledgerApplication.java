package dev.devledger.bootstrap;

import dev.devledger.adapters.commandline.Command.Console;
import dev.devledger.adapters.commandline.CommandArguments;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import dev.devledger.bootstrap.start.CarrierThreads;
import dev.devledger.bootstrap.start.CarrierThreads.StartCompletedMarker;
import dev.devledger.bootstrap.start.StopDeadline;
import dev.devledger.bootstrap.start.StopDeadline.CleanStop;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/** Starts the server, or runs a command. */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import({
    AutoConfigurations.class,
    AccountConfiguration.class,
    AdapterConfiguration.class,
    AxonConfiguration.class,
    DatabaseConfiguration.class,
    ImitationConfiguration.class,
    LedgerConfiguration.class,
    SignInOptions.class
})
@EnableConfigurationProperties(DevledgerProperties.class)
public class DevledgerApplication {

    /**
     * Starts the server or a command. The exit code of a server is 0 after a clean stop, and 2 if the start failed;
     * commands have their own codes.
     */
    public static void main(String[] args) {
        CarrierThreads.makeRoom();
        CommandArguments arguments = CommandArguments.of(CommandLine.COMMANDS, args);
        if (CommandLine.isMeantBy(arguments)) {
            System.exit(new CommandLine(arguments, new Console(System.out, System.err)).run());
        }
        StopDeadline.ofTheProcess();
        try {
            SpringApplication application = new SpringApplication(DevledgerApplication.class);
            application.addListeners(new CleanStop(), new StartCompletedMarker());
            application.run(CommandLine.withoutServe(args));
        } catch (RuntimeException e) {
            // Spring has reported the error already, and a stack trace below would only hide the report.
            System.exit(2);
        }
    }
}
