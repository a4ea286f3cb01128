#include "verify/defanged.h"

#include <algorithm>

namespace tieout::verify {
namespace {

bool reaches_somebody(std::string_view text) {
    for (std::size_t i = 1; i + 1 < text.size(); ++i)
        if (text[i] == '@') return true;
    return false;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
    for (std::size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

}  // namespace

bool is_there(const Marker& marker, db::Session& target) {
    const db::Table* table = target.catalogue().find(marker.table);
    if (table == nullptr) return false;
    std::string sql = "select count(*) from " + target.quote(table->name);
    if (!marker.where.empty()) sql += " where " + marker.where;
    return target.query(sql).rows.at(0).at(0).value_or("0") != "0";
}

void rehearsal_address(std::string_view address, std::string_view domain, std::string& out) {
    out.assign(address);
    if (!reaches_somebody(address)) return;
    replace_all(out, "~", "~~");
    replace_all(out, "=", "~=");
    std::replace(out.begin(), out.end(), '@', '=');
    out.append("@").append(domain);
}

Cell defanged(const DefangedForm& form, const Cell& cell, Reading& reading) {
    if (!form.mail_to) return form.constant ? Cell::of(*form.constant) : Cell::null();
    if (cell.is_null() || cell.is_unreadable()) return cell;
    std::string& made = reading.scratch.take();
    rehearsal_address(text_of(cell, reading), *form.mail_to, made);
    return Cell::of(made);
}

}  // namespace tieout::verify
