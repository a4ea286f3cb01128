// The source's half of the flagship pack's forecast, as verify.yaml has it.
#pragma once

#include <string>

#include "rules/pack.h"
#include "rules/yaml.h"
#include "verify/forecast/plan.h"

namespace tieout::tests {

inline verify::forecast::SidePlan pack_side() {
    const rules::Pack pack =
        rules::Pack::load(std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill");
    const rules::Yaml side =
        rules::Yaml::load(pack.folder / "verify.yaml").need("forecast").need("source");
    verify::forecast::SidePlan plan;
    for (const auto& [name, node] : side.entries()) {
        if (name == "options") {
            for (const auto& [option, value] : node.entries())
                plan.options[option] = pack.expand(value.text());
            continue;
        }
        verify::forecast::Statement& statement = plan.statements[name];
        statement.position = node.where();
        for (const auto& [engine, sql] : pack.sql_at(node.need("sql")))
            statement.sql[engine] = pack.expand(sql);
    }
    return plan;
}

}  // namespace tieout::tests
