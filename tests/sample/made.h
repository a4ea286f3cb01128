// A sample in a scratch database, and questions to it.
#pragma once

#include <string>

#include "db/session.h"
#include "sample/sample.h"
#include "tests/support/scratch.h"

namespace tieout::tests {

class Made {
public:
    Made(db::Engine engine, std::int64_t clients, const std::string& defects,
         std::uint64_t seed = 11)
        : scratch_(engine) {
        sample::Options options;
        options.clients = clients;
        options.seed = seed;
        options.defects = defects;
        options.pack = std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill";
        manifest = sample::make(options, *db::Writer::open(scratch_.parsed()));
        session = db::Session::open(scratch_.parsed());
    }
    // The first cell of the first row.
    std::string ask(const std::string& sql,
                    const std::vector<std::optional<std::string>>& parameters = {}) {
        return session->query(sql, parameters).rows.at(0).at(0).value_or("NULL");
    }
    std::string count(const std::string& from) { return ask("select count(*) from " + from); }

private:
    Scratch scratch_;

public:
    sample::Manifest manifest;
    std::unique_ptr<db::Session> session;
};

}  // namespace tieout::tests
