// A whole cycle of the flagship pack between two scratch databases, as `tieout cycle --create` runs
// it.
#pragma once

#include <string>

#include "cycle/cycle.h"
#include "sample/sample.h"
#include "tests/support/scratch.h"

namespace tieout::tests {

constexpr const char* zone_of_the_sample = "America/New_York";

inline sample::Manifest fill_with_sample(const Scratch& source, std::int64_t clients,
                                         const std::string& defects, std::uint64_t seed = 1) {
    sample::Options options;
    options.clients = clients;
    options.seed = seed;
    options.defects = defects;
    options.zone = zone_of_the_sample;
    options.pack = std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill";
    return sample::make(options, *db::Writer::open(source.parsed()));
}

inline cycle::CycleOutcome rehearse(const Scratch& source, const Scratch& target,
                                    const std::string& billing_mode = "monthly",
                                    decltype(cycle::CycleOptions::progress) progress = {}) {
    rules::Project project;
    project.zone = zone_of_the_sample;
    project.profile.name = "rehearsal";
    project.profile.source = source.url();
    project.profile.target_write = project.profile.target_read = target.url();
    rules::Pack pack = rules::Pack::load(std::string(TIEOUT_SOURCE_DIR) + "/rules/" + project.pack);
    pack.set("zone", project.zone);
    pack.set("currency", project.currency);
    pack.set("billing_mode", billing_mode);
    cycle::CycleOptions options;
    options.create_schema = true;
    options.progress = std::move(progress);
    options.now = [] { return std::string("2005-06-15T04:00:00Z"); };
    return cycle::run_cycle(project, pack, options);
}

}  // namespace tieout::tests
