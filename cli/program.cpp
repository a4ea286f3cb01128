#include "cli/program.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "base/error.h"
#include "base/version.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"

namespace tieout::cli {
namespace {

int say(const CLI::App& program, const std::exception& error, ExitCode code) {
    std::fprintf(stderr, "%s: %s\n", program.get_name().c_str(), error.what());
    return code;
}

}  // namespace

int run_program(int argc, char** argv, const std::string& description,
                const std::function<void(CLI::App&, Outcome&)>& add_commands) {
    CLI::App program(description, std::filesystem::path(argv[0]).filename().string());
    program.set_version_flag("--version", program.get_name() + " " + version);
    program.require_subcommand(1);
    program.footer(
        "Exit: 0 looked, and it holds; 1 looked, and it does not; 2 wrong usage or configuration;\n"
        "3 could not look at all of it.");
    Outcome outcome;
    watch_for_interrupt();
    try {
        add_commands(program, outcome);
        program.parse(argc, argv);
        return outcome.exit_code;
    } catch (const CLI::Success& success) {
        return program.exit(success);
    } catch (const CLI::ParseError& error) {
        program.exit(error);
        return wrong_usage;
    } catch (const Error& error) {
        return say(program, error, exit_code(error.fault()));
    } catch (const std::exception& error) {
        return say(program, error, could_not_look);
    }
}

}  // namespace tieout::cli
