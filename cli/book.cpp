#include "cli/book.h"

#include "base/error.h"

namespace tieout::cli {

cycle::Ledger open_book(const rules::Project& project) {
    const auto file = project.state / "ledger.db";
    if (!std::filesystem::exists(file))
        throw Error(Fault::usage,
                    "no cycle has run in " + project.state.string() +
                        "; run `tieout cycle` first, or name its folder with --state");
    return cycle::Ledger(file);
}

}  // namespace tieout::cli
