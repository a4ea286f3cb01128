// What the pack says of the target's columns is held against the rows: a column that is left empty
// is NULL in all of them, one that is left to its default has it in all of them. One statement a
// table asks that, and only of tables that have such columns.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "verify/coverage.h"
#include "verify/coverage_words.h"

namespace tieout::verify {
namespace {

using rules::TargetCoverageResult;

// In SQLite, which has no schemas, the migrator's books lie beside the data.
bool is_of_the_books(const std::string& table) {
    return table.starts_with("mig_");
}

// 'text', 'text'::type, 12, -1.5, true: what can be compared; not now() or nextval().
bool is_literal(const std::string& sql) {
    if (sql.empty()) return false;
    if (sql.front() == '\'') return true;
    if (sql == "true" || sql == "false") return true;
    return sql.find_first_not_of("0123456789.-") == std::string::npos;
}

class TableCoverage {
public:
    TableCoverage(const CoverageWords& words, const db::Table& table, db::Session& target,
                  const std::set<std::string>& compared)
        : words_(words), table_(table), target_(target), compared_(compared) {}

    std::vector<TargetCoverageResult> results(rules::FindingLog& findings) {
        for (const db::TableColumn& column : table_.columns)
            add(column);
        ask(findings);
        return std::move(results_);
    }

private:
    struct Question {
        std::size_t result;
        std::string sql;  // counts the rows that say otherwise
    };

    void add(const db::TableColumn& column) {
        TargetCoverageResult result;
        result.column = table_.name + "." + column.name;
        result.verify_compared = compared_.count(result.column) != 0;
        const rules::Coverage* coverage = words_.find(table_.name, column.name);
        result.fate = coverage == nullptr ? "unknown" : coverage->fate;
        if (coverage != nullptr)
            result.reason = coverage->reason;
        else
            result.reason =
                words_.knows(table_.name) ? "" : "the pack has never heard of this table";
        if (result.fate == "filled" && !result.verify_compared) {
            result.fate = "unknown";
            result.reason = "the pack calls it filled, but no tie compared it";
        }
        if (result.fate == "defaulted") result.reason += default_words(column);
        question(column, result.fate);
        results_.push_back(std::move(result));
    }

    static std::string default_words(const db::TableColumn& column) {
        return fmt::format(" (its default: {})", column.default_sql.value_or("NULL"));
    }

    void question(const db::TableColumn& column, const std::string& fate) {
        const std::string name = target_.quote(column.name);
        const bool is_null = fate == "empty" || (fate == "defaulted" && !column.default_sql);
        if (is_null)
            questions_.push_back({results_.size(), "count(" + name + ")"});
        else if (fate == "defaulted" && is_literal(*column.default_sql))
            questions_.push_back(
                {results_.size(),
                 "sum(case when " + name + " = " + *column.default_sql + " then 0 else 1 end)"});
    }

    void ask(rules::FindingLog& findings) {
        if (questions_.empty()) return;
        std::string sql;
        for (const Question& question : questions_)
            sql += (sql.empty() ? "select " : ", ") + question.sql;
        const auto row = target_.query(sql + " from " + target_.quote(table_.name)).rows.at(0);
        for (std::size_t i = 0; i < questions_.size(); ++i)
            judge(results_[questions_[i].result], row[i].value_or("0"), findings);
    }

    void judge(TargetCoverageResult& result, const std::string& rows,
               rules::FindingLog& findings) const {
        if (rows == "0") return;
        const std::string said =
            result.fate == "empty" ? "leaves it empty" : "leaves it to its default";
        result.fate = "unknown";
        result.reason = fmt::format("the pack {}, but it is not so in {} {}", said, rows,
                                    rows == "1" ? "row" : "rows");
        rules::Finding finding;
        finding.rule = "coverage:" + result.column;
        finding.table = table_.name;
        finding.kind = rules::FindingKind::broken_rule;
        finding.origin = rules::Origin::target;
        finding.columns = {result.column.substr(table_.name.size() + 1)};
        finding.title = fmt::format("{}: {}", result.column, result.reason);
        finding.advice = "Nothing compared these values: who wrote them?";
        findings.add(finding);
    }

    const CoverageWords& words_;
    const db::Table& table_;
    db::Session& target_;
    const std::set<std::string>& compared_;
    std::vector<Question> questions_;
    std::vector<TargetCoverageResult> results_;
};

}  // namespace

std::vector<TargetCoverageResult> target_coverage_of(const rules::Pack& pack, db::Session& target,
                                                     const std::vector<rules::TieResult>& ties,
                                                     rules::FindingLog& findings) {
    std::set<std::string> compared;
    for (const rules::TieResult& tie : ties)
        compared.insert(tie.target_columns.begin(), tie.target_columns.end());
    const CoverageWords words(pack.target_coverage);
    std::vector<TargetCoverageResult> all;
    for (const db::Table& table : target.catalogue().tables) {
        if (is_of_the_books(table.name)) continue;
        auto results = TableCoverage(words, table, target, compared).results(findings);
        all.insert(all.end(), results.begin(), results.end());
    }
    return all;
}

}  // namespace tieout::verify
