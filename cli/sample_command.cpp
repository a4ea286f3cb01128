// tieout sample: a v4 database as production has them, faults and manifest included.
#include "sample/sample.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <memory>

#include "base/error.h"
#include "cli/commands.h"
#include "rules/pack.h"

namespace tieout::cli {
namespace {

struct SampleFlags {
    sample::Options options;
    std::string into, pack = "modernbill", manifest = "manifest.json";
};

void write_manifest(const std::string& file, const sample::Manifest& manifest) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << manifest.to_json() << '\n';
    out.close();
    if (!out)
        throw Error(Fault::disk, "cannot write " + file + "; name another file with --manifest");
}

void make_sample(SampleFlags flags) {
    flags.options.pack = rules::Pack::load(flags.pack).folder;
    const auto writer = db::Writer::open(db::Url::parse(flags.into));
    const sample::Manifest manifest = sample::make(flags.options, *writer);
    write_manifest(flags.manifest, manifest);
    for (const auto& [table, rows] : manifest.rows)
        std::printf("%-18s %10llu rows\n", table.c_str(), static_cast<unsigned long long>(rows));
    std::printf("%zu problems planted, %zu not plantable in this engine; see %s\n",
                manifest.planted.size(), manifest.not_plantable.size(), flags.manifest.c_str());
}

}  // namespace

void add_sample(CLI::App& program, Outcome& outcome) {
    auto flags = std::make_shared<SampleFlags>();
    CLI::App* command = program.add_subcommand(
        "sample", "write a ModernBill v4 database as production has them, with known problems");
    command->add_option("--clients", flags->options.clients, "how many clients")
        ->capture_default_str();
    command->add_option("--seed", flags->options.seed, "same seed, same rows, on every engine")
        ->capture_default_str();
    command
        ->add_option("--defects", flags->options.defects,
                     "none, typical, or numbers of problems: 18,57")
        ->capture_default_str();
    command->add_option("--into", flags->into, "URL of an empty database")->required();
    command->add_option("--zone", flags->options.zone, "time zone of its dates")
        ->capture_default_str();
    command->add_option("--as-of", flags->options.as_of, "the day on which the copy was taken")
        ->capture_default_str();
    command->add_option("--pack", flags->pack, "pack whose source tables are made")
        ->capture_default_str();
    command->add_option("--manifest", flags->manifest, "file that names every planted problem")
        ->capture_default_str();
    command->callback([flags, &outcome] {
        make_sample(*flags);
        outcome.exit_code = 0;
    });
}

}  // namespace tieout::cli
