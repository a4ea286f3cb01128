#include <fmt/format.h>

#include "reports/html_data.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using rules::CycleRecord;
using rules::SideFacts;
using rules::TieResult;
using rules::Witness;

Data witnesses(const TieResult& tie, const CycleRecord& record) {
    Data list(Data::type::list);
    for (const Witness& witness : tie.witnesses) {
        Data data;
        const bool is_source = witness.side == "source";
        data.set("witness_side",
                 line(label(record, is_source ? rules::Origin::source : rules::Origin::target)));
        data.set("witness_what", line(witness.what));
        data.set("witness_server", short_line(grouped(witness.server)));
        data.set("witness_read", short_line(grouped(witness.read)));
        data.set("witness_class", Data(witness.agrees ? "good" : "bad"));
        data.set("witness_word", Data(witness.agrees ? "agrees" : "does not agree"));
        list << data;
    }
    return list;
}

void set_state(Data& data, const TieResult& tie) {
    const bool looked = tie.not_looked.empty();
    const bool equal = tie.equal == tie.source_rows && tie.equal == tie.target_rows;
    data.set("tie_not_looked", Data(!looked));
    data.set("tie_why", line(tie.not_looked));
    data.set("tie_state", Data(!looked ? "not looked at" : (equal ? "equal" : "differs")));
    data.set("tie_class", Data(!looked ? "warn" : (equal ? "good" : "bad")));
}

Data tie_data(const TieResult& tie, const CycleRecord& record) {
    Data data;
    data.set("tie_name", line(tie.tie));
    data.set("tie_title", line(tie.title.empty() ? tie.tie : tie.title));
    data.set("tie_meta",
             line(fmt::format("{} and {} in {}", counted(tie.source_rows, "row", "rows"),
                              grouped(tie.target_rows), duration(tie.seconds))));
    set_state(data, tie);
    data.set("tie_equal", Data(grouped(tie.equal)));
    data.set("tie_missing", Data(grouped(tie.missing)));
    data.set("tie_extra", Data(grouped(tie.extra)));
    data.set("tie_changed", Data(grouped(tie.changed)));
    data.set("tie_duplicate", Data(grouped(tie.duplicate)));
    data.set("tie_source_from", line(tie.source_from));
    data.set("tie_target_from", line(tie.target_from));
    data.set("tie_source_digest", line(tie.source_digest));
    data.set("tie_target_digest", line(tie.target_digest));
    data.set("tie_digests_differ", Data(tie.source_digest != tie.target_digest));
    data.set("tie_keys", line(tie.keys_proved_by.empty() ? "nothing" : tie.keys_proved_by));
    data.set("has_strategy", Data(!tie.strategy.empty()));
    data.set("tie_strategy",
             line(tie.strategy + (tie.strategy_why.empty() ? "" : ": ") + tie.strategy_why));
    data.set("tie_spilled", Data(grouped(tie.spilled_bytes)));
    data.set("has_spilled", Data(tie.spilled_bytes > 0));
    data.set("was_taken_over", Data(!tie.taken_over_from.empty()));
    data.set("tie_taken_over",
             line(tie.taken_over_from + (tie.older_moment.empty() ? "" : ": ") + tie.older_moment));
    set_list(data, "tie_fields", list_of(tie.fields));
    set_list(data, "witnesses", witnesses(tie, record));
    data.set("has_source_sql", Data(!tie.source_sql.empty()));
    data.set("tie_source_sql", lines(tie.source_sql));
    data.set("has_target_sql", Data(!tie.target_sql.empty()));
    data.set("tie_target_sql", lines(tie.target_sql));
    return data;
}

void add_fact(Data& list, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    Data data;
    data.set("fact_name", line(name));
    data.set("fact_value", short_line(value));
    list << data;
}

Data side(const SideFacts& facts, const std::string& title) {
    Data list(Data::type::list);
    for (const auto& [name, value] : facts.facts)
        add_fact(list, name, value);
    Data data;
    data.set("side_label", line(title));
    data["side_facts"] = std::move(list);
    return data;
}

Data stages(const CycleRecord& record) {
    Data list(Data::type::list);
    for (const auto& stage : record.stages) {
        Data data;
        data.set("stage_name", line(stage.stage));
        data.set("stage_status", line(stage.status));
        data.set("stage_class", Data(stage.status == "done" ? "good" : "warn"));
        data.set("stage_seconds", Data(duration(stage.seconds)));
        data.set("stage_message", short_line(stage.message));
        list << data;
    }
    return list;
}

Data run_facts(const CycleRecord& record) {
    Data list(Data::type::list);
    add_fact(list, "Command", record.command);
    add_fact(list, "Profile", record.profile);
    add_fact(list, "Started (UTC)", record.started_at);
    add_fact(list, "Finished (UTC)", record.finished_at);
    add_fact(list, "Pack", record.pack + " " + record.pack_version);
    add_fact(list, "Digest of the pack", record.pack_digest);
    add_fact(list, "Digest of the configuration", record.config_digest);
    add_fact(list, "Digest of this record", record.digest);
    add_fact(list, "Time zone of the business", record.zone);
    add_fact(list, "Currency", record.currency);
    add_fact(list, "tieout", record.tieout_version);
    return list;
}

}  // namespace

void add_audit(Data& data, const Page& page) {
    const CycleRecord& record = page.record;
    Data ties(Data::type::list);
    for (const TieResult& tie : record.ties)
        ties << tie_data(tie, record);
    data.set("has_ties", Data(!record.ties.empty()));
    data["audit_ties"] = std::move(ties);
    Data sides(Data::type::list);
    sides << side(record.source, label(record, rules::Origin::source));
    sides << side(record.target, label(record, rules::Origin::target));
    data["sides"] = std::move(sides);
    data.set("stages", stages(record));
    data.set("run_facts", run_facts(record));
}

}  // namespace tieout::reports
