// A defect: one problem of modernbill.md, section 5, and how it is planted into the book of a
// client who has no other.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "db/url.h"
#include "sample/billing_history.h"
#include "sample/manifest.h"
#include "sample/numbering.h"

namespace tieout::sample {

// How often it is met: real data are full of some and hold few of others.
enum class Share { rare, usual, common };
std::int64_t times(Share share, std::int64_t clients);

// Rows of another, sound client that a defect points at. He comes earlier, and has no defect of his
// own.
struct Partner {
    ClientRow client;
    PackageRow package;
    DomainRow domain;
};

// A planting under way: `book` is of a steady client (billing_history.h) whose rows have their ids.
class Planting {
public:
    Planting(const Host& host_, Book& book_, Numbering& ids_, const Partner* partner_,
             int instance_, Planted& entry)
        : host(host_),
          book(book_),
          ids(ids_),
          partner(partner_),
          instance(instance_),
          entry_(entry) {}

    const Host& host;
    Book& book;
    Numbering& ids;
    const Partner* partner;  // where the defect asks for one
    const int instance;      // 0, 1, …: chooses among variants

    template <std::size_t n>
    std::string variant(const std::string_view (&variants)[n]) const {
        return std::string(variants[static_cast<std::size_t>(instance) % n]);
    }
    bool turn(int which, int of) const { return instance % of == which; }

    // Names the row that is wrong, and why, in the manifest.
    void at(std::string_view table, std::int64_t key, std::string note = "");
    void at(std::string_view table, std::string_view key, std::string note);
    void also(std::string_view table, std::int64_t key);
    void also_all_of_client();
    void tolerate();

    ClientRow& client(std::string note = "");  // marks the client's row
    PackageRow& service() { return book.packages[0]; }
    PackageRow& domain_service() { return book.packages[1]; }
    // Marks the hosting service, from which the domain's was taken off: what refuses the one leaves
    // the other alone.
    PackageRow& service_alone(std::string note = "");
    DomainRow& domain(std::string note = "");
    // A paid invoice of one hosting line, about half a year old: another one for each `nth`. Not
    // marked.
    InvoiceRow& invoice(int nth = 0);
    InvoiceRow& marked_invoice(std::string note = "");
    RegisterRow& debit_of(const InvoiceRow& invoice);
    RegisterRow& payment_of(const InvoiceRow& invoice);
    // Another amount, in the ledger too, as if it had always been so; lines and subtotal are left.
    void set_amount(InvoiceRow& invoice, const Decimal& amount);
    // The same with line and subtotal, untaxed.
    void set_price(InvoiceRow& invoice, const Decimal& price);
    RegisterRow& add_ledger_row(const InvoiceRow& like, std::string_view description);
    CreditRow& add_credit(const Decimal& amount, std::string_view comments);
    // An open ticket without an answer; marked.
    TicketRow& add_ticket(std::string note = "");
    // The invoice is gone; its ledger rows stay.
    void delete_invoice(std::int64_t id);
    void delete_ledger_of(std::int64_t invoice);

private:
    Planted& entry_;
};

struct Defect {
    int problem = 0;
    Share share = Share::usual;
    std::string_view title;
    void (*plant)(Planting&) = nullptr;
    bool tolerated = false;
    bool needs_partner = false;
    Shape shape{true, steady_product, 1};
    std::string_view never_on = {};  // name of the engine that cannot hold it
    std::string_view why_never = {};
};

// A defect of the catalogue has no client: it adds rows to it.
struct SetUpDefect {
    int problem = 0;
    Share share = Share::rare;
    std::string_view title;
    void (*plant)(Catalogue&, int instance, Planted& entry) = nullptr;
    bool tolerated = false;
    int at_most = 1'000'000;  // however many clients there are
};

// Grouped as modernbill.md groups them.
void add_identity_defects(std::vector<Defect>& defects);  // 5.1
void add_unique_defects(std::vector<Defect>& defects);    // 5.2
void add_date_defects(std::vector<Defect>& defects);      // 5.3
void add_price_defects(std::vector<Defect>& defects);     // 5.4
void add_invoice_defects(std::vector<Defect>& defects);   // 5.5
void add_payment_defects(std::vector<Defect>& defects);   // 5.5
void add_state_defects(std::vector<Defect>& defects);     // 5.6
void add_text_defects(std::vector<Defect>& defects);      // 5.7
void add_people_defects(std::vector<Defect>& defects);    // of the desk, and of who a client is
void add_service_defects(std::vector<Defect>& defects);   // 5.1 to 5.7, what hangs on services
std::vector<Defect> all_defects();
std::vector<SetUpDefect> set_up_defects();
void add_office_defects(std::vector<SetUpDefect>& defects);

}  // namespace tieout::sample
