// Reads the parts of migrate.yaml that others are made of: maps, sets, values, steps. Internal to
// the reader of plans.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "migrate/plan.h"
#include "rules/pack.h"
#include "rules/yaml.h"

namespace tieout::migrate {

class PlanReader {
public:
    PlanReader(const rules::Pack& pack, Plan& plan) : pack_(pack), plan_(plan) {}

    void read_maps(const rules::Yaml& yaml);
    void read_sets(const rules::Yaml& yaml);

    Value value(const rules::Yaml& yaml) const;
    std::vector<Step> steps(const rules::Yaml& yaml) const;
    Explode explode(const rules::Yaml& yaml) const;
    TablePlan table(const std::string& name, const rules::Yaml& yaml) const;

    // A scalar with the pack's parameters in place of ${…}.
    std::string text(const rules::Yaml& yaml) const { return pack_.expand(yaml.text()); }
    std::vector<std::string> texts(const rules::Yaml& yaml) const;
    // A scalar, or nullopt for null.
    std::optional<std::string> constant(const rules::Yaml& yaml) const;

private:
    Step step(const rules::Yaml& yaml) const;
    Step map_step(Step step, const rules::Yaml& argument) const;
    Step local_time_step(Step step, const rules::Yaml& argument) const;
    Step times_step(Step step, const rules::Yaml& argument) const;
    void read_branches(const rules::Yaml& yaml, Value& value) const;
    std::vector<Value> values(const rules::Yaml& yaml) const;
    std::map<std::string, std::string> expression(const rules::Yaml& yaml) const;
    const WordMap* find_map(const rules::Yaml& name) const;
    std::vector<Code> codes(const rules::Yaml& yaml) const;
    Constants constants(const rules::Yaml& yaml) const;
    PackedPrices packed_prices(const rules::Yaml& yaml) const;
    PhpSerialized php_serialized(const rules::Yaml& yaml) const;
    SnapshotLine snapshot_line(const rules::Yaml& yaml) const;
    HtmlTable html_table(const rules::Yaml& yaml) const;
    HtmlTable::Words html_words(const rules::Yaml& yaml) const;
    HtmlTable::Line html_line(const std::string& role, const rules::Yaml& yaml) const;
    JoinedRows joined_rows(const rules::Yaml& yaml) const;
    FirstOf::Part part(const rules::Yaml& yaml) const;
    FirstOf::Balance balance(const rules::Yaml& yaml) const;
    FirstOf::Mark mark(const rules::Yaml& yaml) const;
    FirstOf first_of(const rules::Yaml& yaml) const;
    FixedRows fixed_rows(const rules::Yaml& yaml) const;
    Reference reference(const std::string& column, const rules::Yaml& yaml) const;
    Reject reject(const rules::Yaml& yaml) const;
    void read_source(const rules::Yaml& yaml, TablePlan& table) const;
    Defang defang(const std::string& column, const rules::Yaml& yaml) const;
    void read_defanging(const rules::Yaml& yaml, TablePlan& table) const;
    void read_rules(const rules::Yaml& yaml, TablePlan& table) const;

    const rules::Pack& pack_;
    Plan& plan_;
};

}  // namespace tieout::migrate
