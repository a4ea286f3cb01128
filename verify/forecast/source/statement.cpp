#include "verify/forecast/source/statement.h"

#include <algorithm>

#include "base/error.h"

namespace tieout::verify::forecast::source {
namespace {

std::size_t find_column(const std::vector<db::Column>& columns, const std::string& wanted,
                        const std::string& position) {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const db::Column& column) {
        return column.name == wanted;
    });
    if (found == columns.end())
        throw Error(Fault::usage, position + ": the statement returns no column `" + wanted +
                                      "`; name one so with `as " + wanted + "`.");
    return static_cast<std::size_t>(found - columns.begin());
}

}  // namespace

StatementRows::StatementRows(db::Session& session, const SidePlan& plan, const std::string& name,
                             const std::vector<std::string>& columns) {
    const auto statement = plan.statements.find(name);
    if (statement == plan.statements.end()) return;
    const std::string engine(db::name(session.engine()));
    const std::string* sql = sql_of(plan, name, engine);
    if (sql == nullptr)
        throw Error(Fault::usage, statement->second.position + ": there is no SQL for " + engine +
                                      "; give the statement for this engine too.");
    stream_ = session.stream({*sql, {}});
    for (const std::string& column : columns)
        found_.push_back(find_column(stream_->columns(), column, statement->second.position));
}

bool StatementRows::next() {
    if (!stream_) return false;
    if (begun_ && ++row_ < batch_.rows()) return true;
    begun_ = true;
    row_ = 0;
    while (stream_->next(batch_))
        if (batch_.rows() > 0) return true;
    stream_.reset();
    return false;
}

}  // namespace tieout::verify::forecast::source
