#include "sample/snapshot.h"

#include <string_view>

namespace tieout::sample {

namespace {

void text(std::string& out, std::string_view value) {
    out.append("s:").append(std::to_string(value.size())).append(":\"");
    out.append(value).append("\";");
}

void whole(std::string& out, std::int64_t value) {
    out.append("i:").append(std::to_string(value)).append(";");
}

void entry(std::string& out, std::string_view key, std::string_view value) {
    text(out, key);
    text(out, value);
}

void entry(std::string& out, std::string_view key, std::int64_t value) {
    text(out, key);
    whole(out, value);
}

void open_array(std::string& out, std::size_t entries) {
    out.append("a:").append(std::to_string(entries)).append(":{");
}

void totals(std::string& out, const Snapshot& snapshot) {
    text(out, "order_totals");
    open_array(out, 4);
    entry(out, "due_next_renewal_tax_included", snapshot.next_total.text());
    entry(out, "cp_billing_cycle", snapshot.cycle);
    entry(out, "due_next_timestamp", snapshot.next_time);
    entry(out, "applied_credit", snapshot.applied_credit.text());
    out.append("}");
}

void package(std::string& out, const PackageLine& line) {
    open_array(out, 8);
    entry(out, "cp_id", line.package);
    entry(out, "pack_name", line.name);
    entry(out, "cp_billing_cycle", line.cycle);
    entry(out, "cp_qty", line.quantity);
    entry(out, "total_pack_price", line.recurring.text());
    entry(out, "setup_price", line.setup.text());
    entry(out, "prorate_price", line.prorated.text());
    entry(out, "domain", line.domain);
    out.append("}");
}

void domain(std::string& out, const DomainLine& line) {
    open_array(out, 3);
    entry(out, "domain_name", line.name);
    entry(out, "years", std::int64_t{line.years});
    entry(out, "total_domain_price", line.price.text());
    out.append("}");
}

template <class Lines, class One>
void list(std::string& out, std::string_view key, const Lines& lines, One one) {
    text(out, key);
    open_array(out, lines.size());
    std::int64_t position = 0;
    for (const auto& line : lines) {
        whole(out, position++);
        one(out, line);
    }
    out.append("}");
}

void html_row(std::string& out, std::string_view what, std::string_view quantity,
              const Decimal& amount) {
    out.append("<tr><td>").append(what).append("</td><td>").append(quantity);
    out.append("</td><td align=right>$").append(amount.text()).append("</td></tr>");
}

void html_sum(std::string& out, std::string_view what, const Decimal& amount) {
    out.append("<tr><td colspan=2 align=right>").append(what).append("</td><td align=right>$");
    out.append(amount.text()).append("</td></tr>");
}

void html_lines(std::string& out, const PackageLine& line) {
    html_row(out, line.name, std::to_string(line.quantity), line.recurring);
    if (!line.setup.is_zero()) html_row(out, "Setup fee: " + line.name, "1", line.setup);
    if (!line.prorated.is_zero()) html_row(out, "Pro-rated: " + line.name, "1", line.prorated);
}

}  // namespace

Decimal Snapshot::sum() const {
    Decimal total(0, 2);
    for (const PackageLine& line : packages)
        total += line.recurring + line.setup + line.prorated;
    for (const DomainLine& line : domains)
        total += line.price;
    return total;
}

std::string serialize(const Snapshot& snapshot) {
    std::string out;
    open_array(out, 3);
    totals(out, snapshot);
    list(out, "packages", snapshot.packages, package);
    list(out, "domains", snapshot.domains, domain);
    out.append("}");
    return out;
}

std::string as_html(const Snapshot& snapshot, const Decimal& tax, const Decimal& total) {
    std::string out =
        "<table width=100%><tr><td><b>Description</b></td><td><b>Qty</b></td>"
        "<td align=right><b>Amount</b></td></tr>";
    for (const PackageLine& line : snapshot.packages)
        html_lines(out, line);
    for (const DomainLine& line : snapshot.domains)
        html_row(out, "Domain: " + line.name, "1", line.price);
    html_sum(out, "Subtotal:", snapshot.sum());
    if (!snapshot.applied_credit.is_zero())
        html_sum(out, "Credit applied:", -snapshot.applied_credit);
    if (!tax.is_zero()) html_sum(out, "Tax:", tax);
    html_sum(out, "<b>Total:</b>", total);
    return out + "</table>";
}

}  // namespace tieout::sample
