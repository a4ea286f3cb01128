#include "tests/score/signs.h"

#include <algorithm>
#include <map>

namespace tieout::tests {
namespace {

using rules::FindingKind;
constexpr FindingKind broken = FindingKind::broken_rule;
constexpr FindingKind refused = FindingKind::refused;
constexpr FindingKind unreadable = FindingKind::unreadable;
constexpr FindingKind transformed = FindingKind::transformed;
constexpr Seen beside = Seen::beside_it;
constexpr Seen only_beside = Seen::only_beside;

using Table = std::map<int, std::vector<Sign>>;

// 5.1, 5.2: what points at nothing, what v5 wants once.
const Table identity = {
    {1,
     {{broken, "subscription", "foreign key:subscription.", "client"},
      {refused, "subscription", "foreign key:subscription."}}},
    {2,
     {{broken, "subscription", "foreign key:subscription.", "product"},
      {refused, "subscription", "foreign key:subscription."}}},
    {4,
     {{broken, "subscription", "foreign key:subscription.", "parent"},
      {refused, "subscription", "foreign key:subscription."},
      {broken, "subscription", "parent_of_another_client"},
      {refused, "subscription", "parent_of_another_client"},
      {broken, "subscription", "parents_in_a_circle", "", beside},
      {refused, "subscription", "parents_in_a_circle", "", beside}}},
    {10,
     {{broken, "invoice", "foreign key:invoice.", "client", beside},
      {refused, "invoice", "foreign key:invoice.", "", beside},
      {broken, "payment", "foreign key:payment.", "client", beside},
      {refused, "payment", "foreign key:payment.", "", beside},
      {broken, "ledger", "foreign key:ledger_entry.", "client", beside},
      {refused, "ledger", "foreign key:ledger_entry.", "", beside},
      {broken, "credit", "foreign key:account_credit.", "client", beside},
      {refused, "credit", "foreign key:account_credit.", "", beside},
      {broken, "ticket", "ticket_of_unknown_client", "", beside},
      {broken, "event", "event_of_unknown_client", "", beside}}},
    {11, {}},
    {12,
     {{broken, "", "debit_without_invoice"}, {broken, "", "wrong_balance_of_client", "", beside}}},
    {16, {{unreadable, "domain", "", "registrar"}, {refused, "domain", "unreadable:registrar"}}},
    {18,
     {{broken, "user", "unique:app_user.", "email", beside},
      {refused, "user", "unique:app_user."}}},
    {19,
     {{broken, "user", "unique:app_user.", "email", beside},
      {refused, "user", "unique:app_user."},
      {transformed, "user", "", "email"},
      {transformed, "contact", "", "email"},
      {broken, "", "client_without_login"},
      {broken, "", "mail_address_with_a_dot_behind"}}},
    {20,
     {{broken, "user", "check:app_user.app_user_one_address", "email"},
      {refused, "user", "check:app_user.app_user_one_address"}}},
    {21,
     {{broken, "user", "unique:app_user.", "username", beside},
      {refused, "user", "unique:app_user."}}},
    {23,
     {{broken, "domain", "unique:domain.", "name", beside}, {refused, "domain", "unique:domain."}}},
    {24,
     {{broken, "domain", "check:domain.domain_is_a_name", "name"},
      {refused, "domain", "check:domain.domain_is_a_name"},
      {transformed, "domain", "", "name"},
      {broken, "", "www_in_domain"}}},
    {26,
     {{broken, "coupon", "unique:coupon.", "code", beside},
      {refused, "coupon", "unique:coupon."},
      {broken, "product", "unique:product.", "name", beside},
      {refused, "product", "unique:product."},
      {broken, "staff", "unique:staff.", "username", beside},
      {refused, "staff", "unique:staff."},
      {broken, "tld_price", "unique:tld_price.", "name", beside},
      {refused, "tld_price", "unique:tld_price."},
      {broken, "affiliate", "unique:affiliate.", "code", beside},
      {refused, "affiliate", "unique:affiliate."}}}};

// What the desk wrote, and who a client is.
const Table people = {
    {13, {{broken, "todo", "todo_holds_a_client"}}},
    {14,
     {{broken, "ticket", "technician_unknown"}, {broken, "ticket_note", "log_technician_unknown"}}},
    {15, {{broken, "event", "event_of_unknown_client"}}},
    {17, {{broken, "", "method_number_redefined"}}},
    {22,
     {{broken, "", "same_person_twice", "", beside},
      {transformed, "contact", "", "first_name"},
      {transformed, "other_contact", "", "first_name"}}},
    {41, {{broken, "news", "news_date_is_no_date"}, {broken, "faq", "question_date_is_no_date"}}},
    {77, {{broken, "", "currency_preference_differs"}}},
    {94, {{broken, "", "script_in_comments"}, {broken, "ticket", "script_in_ticket"}}},
    {96, {{broken, "ticket", "very_long_ticket"}}},
    {101, {{broken, "", "field_without_label"}, {broken, "", "label_without_values"}}},
    {105,
     {{broken, "user", "password_is_no_hash"},
      {refused, "user", "password_is_no_hash"},
      {broken, "staff", "staff_password_is_no_hash"},
      {refused, "staff", "staff_password_is_no_hash"}}},
    {106, {{broken, "", "saved_query"}}},
    {107,
     {{broken, "email_template", "unknown_token_in_template"},
      {broken, "email_template", "php_in_template"}}},
    {108,
     {{broken, "faq_category", "question_categories_full"}, {broken, "faq", "questions_full"}}}};

// What hangs on services: 5.1, 5.2, 5.4, 5.5, 5.7.
const Table services = {
    {6,
     {{broken, "", "log_in_of_no_service"},
      {broken, "", "log_in_of_another_client"},
      {broken, "", "mailbox_of_another_client"},
      {broken, "database", "foreign key:hosting_database.", "hosting"},
      {refused, "database", "foreign key:hosting_database."}}},
    {7, {{broken, "", "log_in_of_a_deleted_domain"}}},
    {8, {{broken, "", "log_ins_that_differ"}}},
    {9, {{broken, "", "log_in_of_another_domain"}}},
    {25,
     {{broken, "", "domain_of_a_service_only"},
      {broken, "", "log_in_of_another_domain", "", beside}}},
    {27,
     {{broken, "", "affiliate_code_of_nobody"},
      {broken, "affiliate", "unique:affiliate.", "account", beside},
      {refused, "affiliate", "unique:affiliate."}}},
    {40, {{broken, "", "domain_without_service"}}},
    {54, {{broken, "", "domain_price_of_its_own"}}},
    {79, {{broken, "", "card_batch_waiting"}}},
    {80,
     {{broken, "agreement", "unique:gateway_agreement.", "reference", beside},
      {refused, "agreement", "unique:gateway_agreement."},
      {broken, "", "agreements_change_together", "", beside}}},
    {102, {{broken, "", "card_without_brand_or_digits"}}},
    {103,
     {{broken, "", "card_without_brand_or_digits"},
      {broken, "card", "check:stored_instrument.stored_instrument_exp_month", "exp_month"},
      {refused, "card", "check:stored_instrument.stored_instrument_exp_month"},
      {unreadable, "card", "", "exp_month"},
      {refused, "card", "unreadable:exp_month"}}},
    {104, {{broken, "", "card_code_stored"}, {broken, "", "bank_or_identity_data"}}}};

// 5.3, 5.4: dates, prices, cycles.
const Table dates_and_prices = {
    {29, {}},
    {30,
     {{broken, "subscription", "check:subscription.subscription_next_renewal", "next_renewal"},
      {refused, "subscription", "check:subscription.subscription_next_renewal"}}},
    {31,
     {{broken, "subscription", "check:subscription.subscription_next_renewal", "next_renewal"},
      {refused, "subscription", "check:subscription.subscription_next_renewal"}}},
    {32, {{broken, "subscription", "stale_renewal"}}},
    {33, {{broken, "subscription", "renews_within_the_month"}}},
    {34, {{FindingKind::changed, "forecast", "forecast:first_charge", "total", only_beside}}},
    {36,
     {{broken, "", "service_date_off_midnight", "", beside},
      {broken, "", "domain_date_off_midnight", "", beside}}},
    {38, {{broken, "", "renewal_before_start"}, {broken, "", "service_date_off_midnight"}}},
    {39,
     {{broken, "domain", "check:domain.domain_dates", "expires"},
      {refused, "domain", "check:domain.domain_dates"}}},
    {42, {{broken, "", "impossible_service_date"}, {broken, "", "impossible_domain_date"}}},
    {43, {{broken, "", "odd_packed_price"}}},
    {44, {}},
    {47, {{broken, "", "odd_override"}}},
    {48, {{broken, "", "cycle_without_price"}}},
    {51,
     {{broken, "subscription", "foreign key:subscription.", "cycle"},
      {refused, "subscription", "foreign key:subscription."}}},
    {52,
     {{broken, "subscription", "check:subscription.subscription_discount_rate", "discount"},
      {refused, "subscription", "check:subscription.subscription_discount_rate"}}},
    {53,
     {{broken, "subscription", "check:subscription.subscription_qty", "quantity"},
      {refused, "subscription", "check:subscription.subscription_qty"}}}};

// 5.5 and 120: invoices, payments, ledger, credits.
const Table money = {
    {56,
     {{broken, "invoice_item", "invoice_without_all_lines"},
      {broken, "invoice_item", "invoice_line_guessed_from_log"},
      {broken, "", "billed_under_another_name"}}},
    {57, {{broken, "invoice_item", "invoice_without_all_lines", "", beside}}},
    {58, {{unreadable, "invoice_item", "", "serialized_snapshot"}}},
    {59, {{broken, "", "billed_under_another_name"}}},
    {60, {{broken, "", "part_paid_with_date"}}},
    {61, {{broken, "invoice", "overpaid_invoice"}}},
    {62,
     {{broken, "invoice", "payment_only_in_ledger"},
      {broken, "", "wrong_balance_of_client", "", beside}}},
    {63,
     {{broken, "", "negative_invoice"},
      {broken, "ledger", "check:ledger_entry.ledger_entry_one_side", "debit", beside},
      {refused, "ledger", "check:ledger_entry.ledger_entry_one_side", "", beside}}},
    {65, {{broken, "", "odd_ledger_amount"}}},
    {66, {{broken, "", "wrong_balance_of_client"}}},
    {67,
     {{broken, "", "refund_as_payment"},
      {broken, "invoice", "overpaid_invoice", "", beside},
      {broken, "", "wrong_balance_of_client", "", beside}}},
    {68, {{broken, "", "credit_cut_at_comma"}}},
    {69, {{broken, "", "credit_never_reduced"}}},
    {71, {{broken, "", "shared_transaction", "", beside}}},
    {73, {{broken, "", "ledger_of_a_deleted_invoice", "", beside}}},
    {78, {}},
    {120, {}}};

// 5.6, 5.7: states and texts.
const Table states_and_texts = {
    {81, {{broken, "subscription", "active_service_of_inactive_client", "", only_beside}}},
    {82, {{broken, "subscription", "active_service_of_inactive_client", "", only_beside}}},
    {83,
     {{unreadable, "subscription", "", "status"},
      {refused, "subscription", "unreadable:status"},
      {unreadable, "client", "", "status"},
      {refused, "client", "unreadable:status"}}},
    {88,
     {{transformed, "contact", "", "first_name"},
      {transformed, "other_contact", "", "first_name"}}},
    {89, {}},
    {90, {{broken, "", "text_lost_to_question_marks"}}},
    {91, {{transformed, "client", "", "notes"}}},
    {92,
     {{transformed, "contact", "", "last_name"},
      {transformed, "other_contact", "", "last_name"},
      {transformed, "client", "", "company"}}},
    {93,
     {{transformed, "contact", "", "last_name"},
      {transformed, "other_contact", "", "last_name"},
      {transformed, "client", "", "company"}}},
    {95, {{broken, "", "text_as_long_as_its_column"}, {broken, "", "card_text_cut"}}},
    {97, {{broken, "", "address_with_carriage_return"}}},
    {98,
     {{broken, "contact", "foreign key:account_contact.", "country"},
      {refused, "contact", "foreign key:account_contact."},
      {broken, "contact", "length:account_contact.country", "country"},
      {refused, "contact", "length:account_contact.country"}}},
    {99, {}},
    {100,
     {{broken, "contact", "check:account_contact.account_contact_name", "first_name"},
      {refused, "contact", "check:account_contact.account_contact_name"},
      {broken, "other_contact", "check:account_contact.account_contact_name", "last_name"},
      {refused, "other_contact", "check:account_contact.account_contact_name"}}}};

}  // namespace

bool Sign::shows(const rules::Finding& finding) const {
    const auto& columns = finding.columns;
    return finding.kind == kind && finding.tie == tie && rule.empty() == finding.rule.empty() &&
           finding.rule.rfind(rule, 0) == 0 &&
           (column.empty() || std::find(columns.begin(), columns.end(), column) != columns.end());
}

const std::vector<Sign>& signs_of(int problem) {
    for (const Table* table :
         {&identity, &people, &services, &dates_and_prices, &money, &states_and_texts}) {
        const auto found = table->find(problem);
        if (found != table->end()) return found->second;
    }
    static const std::vector<Sign> none;
    return none;
}

}  // namespace tieout::tests
