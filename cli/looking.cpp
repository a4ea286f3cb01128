#include "cli/looking.h"

#include <fmt/format.h>

#include "db/pace_session.h"
#include "verify/shape.h"

namespace tieout::cli {
namespace {

// By name and without a pack there is none to read.
rules::Pack pack_unless_by_name(const rules::Project& project, const Flags& flags,
                                Pairing pairing) {
    if (pairing == Pairing::by_pack || !flags.pack.empty() || !project.file.empty())
        return pack_of(project);
    rules::Pack none;
    none.name = "by name";
    none.source.label = "source";
    none.target.label = "target";
    return none;
}

std::unique_ptr<db::Session> open_source(const rules::Project& project, const rules::Pack& pack,
                                         db::Pace* pace) {
    auto session = db::paced(db::Session::open(db::Url::parse(project.profile.source)), pace,
                             db::PaceSide::source);
    return pack.folder.empty() ? std::move(session)
                               : verify::open_in_shape(pack, std::move(session));
}

}  // namespace

Looking::Looking(const Flags& flags, Pairing pairing)
    : project(project_of(flags, Takes::both_sides)),
      pack(pack_unless_by_name(project, flags, pairing)),
      pace(pace_of(project)),
      source(open_source(project, pack, pace.get())),
      target(db::paced(db::Session::open(db::Url::parse(project.profile.target_read)), pace.get(),
                       db::PaceSide::target)),
      progress(flags.quiet),
      on_interrupt([this] {
          wake(pace.get());
          source->cancel();
          target->cancel();
      }) {
    options.zone = project.zone;
    options.strategy = verify::strategy_of(flags.strategy).value_or(verify::Strategy::automatic);
    options.stop = &interrupted();
    options.may_be_empty = pack.may_be_empty;
    options.progress = [this](const verify::Progress& at) {
        progress.show("verify", fmt::format("{} ({} of {}): {} and {} rows", at.tie, at.tie_number,
                                            at.ties, at.source_rows, at.target_rows));
    };
}

}  // namespace tieout::cli
