#include "tests/handwritten/servers.h"

#include <algorithm>
#include <stdexcept>

#include "tests/support/process.h"

namespace tieout::tests {
namespace {

const char* const pack = TIEOUT_SOURCE_DIR "/rules/modernbill";

// As hexadecimal, so that no client and no connection charset can touch the bytes.
std::string latin1_literal(const std::string& bytes) {
    static const char digits[] = "0123456789ABCDEF";
    std::string out = "_latin1 x'";
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out + "'";
}

std::string utf8_literal(const std::string& text) {
    std::string out = "'";
    for (const char c : text)
        out += c == '\'' ? "''" : std::string(1, c);
    return out + "'";
}

bool is_number(const std::string& text) {
    return !text.empty() && text.find_first_not_of("-.0123456789") == std::string::npos;
}

std::string source_literal(const Cell& cell) {
    if (!cell) return "NULL";
    return is_number(*cell) ? "'" + *cell + "'" : latin1_literal(*cell);
}

std::string target_literal(const Cell& cell) {
    return cell ? utf8_literal(*cell) : "NULL";
}

template <class Literal>
std::string insert(const HandRow& row, const char* id_column, Literal literal) {
    std::string names = id_column, values = literal(Cell{row.id});
    for (const auto& [name, value] : row.cells) {
        names += ", " + name;
        values += ", " + literal(value);
    }
    return "insert into " + row.table + " (" + names + ") values (" + values + "); -- " +
           row.where + "\n";
}

std::string source_key(const std::string& table) {
    static const std::map<std::string, std::string> keys = {{"client_info", "client_id"},
                                                            {"package_type", "pack_id"},
                                                            {"client_package", "cp_id"},
                                                            {"domain_names", "domain_id"},
                                                            {"client_invoice", "invoice_id"},
                                                            {"invoice_log", "log_id"},
                                                            {"client_register", "reg_id"},
                                                            {"client_credit", "credit_id"},
                                                            {"coupon_codes", "coupon_id"},
                                                            {"tax_zones", "tid"},
                                                            {"admin", "admin_id"},
                                                            {"support_desk", "call_id"},
                                                            {"support_log", "log_id"},
                                                            {"todo_list", "todo_id"},
                                                            {"event_log", "log_id"},
                                                            {"email_config", "email_id"},
                                                            {"banned_config", "ban_id"},
                                                            {"faq_categories", "cid"},
                                                            {"faq_questions", "fid"},
                                                            {"client_news", "ID"},
                                                            {"myquery", "myqueryID"},
                                                            {"config", "config_type"},
                                                            {"package_feature", "feature_id"},
                                                            {"package_relationships", "pr_id"},
                                                            {"tld_config", "tld_id"},
                                                            {"affiliate_config", "aff_id"},
                                                            {"client_subscriptions", "cs_id"},
                                                            {"client_package_variables", "cpv_id"},
                                                            {"account_details", "details_id"},
                                                            {"account_dbs", "db_id"},
                                                            {"account_pops", "pop_id"},
                                                            {"authnet_batch", "an_id"}};
    return keys.at(table);
}

std::string psql(const Scratch& postgresql, const std::string& sql) {
    const Outcome outcome = run({{"psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-w",
                                  "-c", sql, "-d", postgresql.url()},
                                 {},
                                 {{"PGTZ", "UTC"}, {"PGCLIENTENCODING", "UTF8"}}});
    if (outcome.exit != 0) throw std::runtime_error("psql: " + outcome.err);
    return outcome.out;
}

// Every column but a surrogate id has to be written by hand, or what is compared would be less.
void must_be_whole(const Scratch& postgresql, const Sheet& sheet) {
    for (const HandRow& row : sheet.target) {
        static std::map<std::string, std::string> columns;
        auto& names = columns[row.table];
        if (names.empty())
            names = psql(postgresql,
                         "select string_agg(column_name, ' ' order by ordinal_position) from "
                         "information_schema.columns where table_name = '" +
                             row.table + "'");
        std::size_t count =
            1 + static_cast<std::size_t>(std::count(names.begin(), names.end(), ' '));
        if (count != row.cells.size() + 1)
            throw std::runtime_error(row.where + ": not every column of " + row.table +
                                     " is said: " + names);
    }
}

// What is known by its name has no number.
const char* target_key(const std::string& table) {
    if (table == "currency") return "code";
    return table == "server" ? "hostname" : "id";
}

std::string follow_ids() {
    std::string sql;
    for (const auto& table : target_tables())
        if (table != "country" && table != "region" && target_key(table) == std::string("id"))
            sql += "select setval(pg_get_serial_sequence('" + table + "', 'id'), max(id)) from " +
                   table + " having max(id) is not null;\n";
    return sql;
}

}  // namespace

void fill_source(const Scratch& mysql, const Sheet& sheet) {
    mysql.run_client_file(std::string(pack) + "/v4/mysql.sql");
    std::string sql;
    for (const HandRow& row : sheet.source)
        sql += insert(row, source_key(row.table).c_str(), source_literal);
    mysql.run_client(sql);
}

void fill_target(const Scratch& postgresql, const Sheet& sheet) {
    postgresql.run_client_file(std::string(pack) + "/v5/postgresql.sql");
    must_be_whole(postgresql, sheet);
    std::string sql = "\\copy country from '" + std::string(pack) +
                      "/reference/country.csv' csv header\n\\copy region from '" +
                      std::string(pack) + "/reference/region.csv' csv header\n";
    for (const auto& table : target_tables())
        for (const HandRow& row : sheet.target)
            if (row.table == table) sql += insert(row, target_key(table), target_literal);
    postgresql.run_client(sql + follow_ids());
}

const std::vector<std::string>& target_tables() {
    static const std::vector<std::string> tables = {"currency",
                                                    "country",
                                                    "region",
                                                    "payment_method",
                                                    "registrar",
                                                    "server",
                                                    "product_group",
                                                    "billing_cycle",
                                                    "account",
                                                    "account_contact",
                                                    "app_user",
                                                    "product",
                                                    "product_price",
                                                    "product_feature",
                                                    "product_addon",
                                                    "tld_price",
                                                    "affiliate",
                                                    "stored_instrument",
                                                    "subscription",
                                                    "hosting_account",
                                                    "hosting_database",
                                                    "hosting_mailbox",
                                                    "subscription_attribute",
                                                    "commission",
                                                    "domain",
                                                    "invoice",
                                                    "gateway_agreement",
                                                    "invoice_item",
                                                    "tax_rule",
                                                    "invoice_tax",
                                                    "payment",
                                                    "payment_allocation",
                                                    "account_credit",
                                                    "ledger_entry",
                                                    "staff_group",
                                                    "staff",
                                                    "ticket",
                                                    "ticket_message",
                                                    "todo",
                                                    "event_log",
                                                    "email_template",
                                                    "email_template_text",
                                                    "ban",
                                                    "faq_category",
                                                    "faq",
                                                    "news",
                                                    "custom_field",
                                                    "custom_value",
                                                    "setting",

                                                    "coupon",
                                                    "refund",
                                                    "credit_application",
                                                    "coupon_use"};
    return tables;
}

std::vector<std::string> content(const Scratch& postgresql, const std::string& table) {
    const std::string csv =
        psql(postgresql, "copy (select * from " + table +
                             " order by 1) to stdout (format csv, null 'NULL', force_quote *)");
    std::vector<std::string> rows;
    std::size_t begin = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < csv.size(); ++i) {
        if (csv[i] == '"') quoted = !quoted;
        if (csv[i] != '\n' || quoted) continue;
        rows.push_back(csv.substr(begin, i - begin));
        begin = i + 1;
    }
    return rows;
}

}  // namespace tieout::tests
