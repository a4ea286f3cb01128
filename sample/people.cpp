#include "sample/people.h"

#include <array>
#include <string_view>

namespace tieout::sample {

namespace {

struct Name {
    std::string_view shown, ascii;
};

constexpr std::array<Name, 60> first_names{{
    {"James", "james"},       {"Mary", "mary"},         {"José", "jose"},
    {"Renée", "renee"},       {"Jürgen", "juergen"},    {"Anne-Marie", "annemarie"},
    {"François", "francois"}, {"Søren", "soren"},       {"Åsa", "asa"},
    {"Zoë", "zoe"},           {"Luis", "luis"},         {"Peter", "peter"},
    {"Susan", "susan"},       {"Linda", "linda"},       {"Robert", "robert"},
    {"Michael", "michael"},   {"Patricia", "patricia"}, {"Karen", "karen"},
    {"Daniel", "daniel"},     {"Núria", "nuria"},       {"Íñigo", "inigo"},
    {"Björn", "bjorn"},       {"Maria", "maria"},       {"Giovanni", "giovanni"},
    {"Chloé", "chloe"},       {"Hélène", "helene"},     {"Wei", "wei"},
    {"Priya", "priya"},       {"Mohamed", "mohamed"},   {"Fatima", "fatima"},
    {"Akira", "akira"},       {"Yuki", "yuki"},         {"Tomas", "tomas"},
    {"Eva", "eva"},           {"Igor", "igor"},         {"Olga", "olga"},
    {"Sean", "sean"},         {"D'Arcy", "darcy"},      {"Siobhan", "siobhan"},
    {"Liam", "liam"},         {"Grace", "grace"},       {"Henry", "henry"},
    {"Alice", "alice"},       {"Walter", "walter"},     {"Ruth", "ruth"},
    {"Frank", "frank"},       {"Dolores", "dolores"},   {"Mary Ann", "maryann"},
    {"J. R.", "jr"},          {"Thomas", "thomas"},     {"Ingrid", "ingrid"},
    {"Ole", "ole"},           {"Noël", "noel"},         {"Andrés", "andres"},
    {"Gülay", "gulay"},       {"Emil", "emil"},         {"Rosa", "rosa"},
    {"Victor", "victor"},     {"Norma", "norma"},       {"Carl", "carl"},
}};

constexpr std::array<Name, 60> last_names{{
    {"Smith", "smith"},
    {"O'Brien", "obrien"},
    {"Müller", "mueller"},
    {"García", "garcia"},
    {"Lefèvre", "lefevre"},
    {"Ångström", "angstrom"},
    {"D'Angelo", "dangelo"},
    {"Nuñez", "nunez"},
    {"Sørensen", "sorensen"},
    {"Weiß", "weiss"},
    {"Johnson", "johnson"},
    {"Williams", "williams"},
    {"Brown", "brown"},
    {"Jones", "jones"},
    {"Miller", "miller"},
    {"Davis", "davis"},
    {"Wilson", "wilson"},
    {"Anderson", "anderson"},
    {"Taylor", "taylor"},
    {"Moore", "moore"},
    {"Jackson", "jackson"},
    {"Martin", "martin"},
    {"Lee", "lee"},
    {"Thompson", "thompson"},
    {"White", "white"},
    {"Harris", "harris"},
    {"Clark", "clark"},
    {"van der Berg", "vanderberg"},
    {"de la Cruz", "delacruz"},
    {"MacLeod", "macleod"},
    {"O'Neill", "oneill"},
    {"Fernández", "fernandez"},
    {"Gonçalves", "goncalves"},
    {"Schröder", "schroeder"},
    {"Kowalski", "kowalski"},
    {"Novak", "novak"},
    {"Horvath", "horvath"},
    {"Rossi", "rossi"},
    {"Bianchi", "bianchi"},
    {"Tanaka", "tanaka"},
    {"Suzuki", "suzuki"},
    {"Chen", "chen"},
    {"Wang", "wang"},
    {"Patel", "patel"},
    {"Singh", "singh"},
    {"Khan", "khan"},
    {"Nguyen", "nguyen"},
    {"Hernández", "hernandez"},
    {"Côté", "cote"},
    {"Bélanger", "belanger"},
    {"Lindqvist", "lindqvist"},
    {"Håkansson", "hakansson"},
    {"Østergaard", "ostergaard"},
    {"Pérez-Reyes", "perezreyes"},
    {"Walsh", "walsh"},
    {"Baker", "baker"},
    {"Carter", "carter"},
    {"Evans", "evans"},
    {"Green", "green"},
    {"Hall", "hall"},
}};

struct Place {
    std::string_view city, state, zip, country, dialling;
};

constexpr std::array<Place, 24> places{{
    {"New York", "NY", "10012", "US", "212"},
    {"Albany", "NY", "12207", "US", "518"},
    {"Newark", "NJ", "07102", "US", "973"},
    {"Boston", "MA", "02116", "US", "617"},
    {"Portland", "ME", "04101", "US", "207"},
    {"Chicago", "IL", "60614", "US", "312"},
    {"Austin", "TX", "78701", "US", "512"},
    {"Denver", "CO", "80202", "US", "303"},
    {"Seattle", "WA", "98101", "US", "206"},
    {"San José", "CA", "95113", "US", "408"},
    {"Miami", "FL", "33130", "US", "305"},
    {"Coeur d'Alene", "ID", "83814", "US", "208"},
    {"Atlanta", "GA", "30303-1204", "US", "404"},
    {"Montréal", "QC", "H2Y 1C6", "CA", "514"},
    {"Toronto", "ON", "M5V 2T6", "CA", "416"},
    {"Vancouver", "BC", "V6B 1A1", "CA", "604"},
    {"London", "", "SW1A 2AA", "GB", "+44 20"},
    {"Bristol", "Avon", "BS1 4ST", "GB", "+44 117"},
    {"München", "Bayern", "80331", "DE", "+49 89"},
    {"Paris", "", "75011", "FR", "+33 1"},
    {"Málaga", "Andalucía", "29015", "ES", "+34 952"},
    {"Århus", "", "8000", "DK", "+45"},
    {"Malmö", "Skåne", "211 22", "SE", "+46 40"},
    {"Perth", "WA", "6000", "AU", "+61 8"},
}};

constexpr std::array<std::string_view, 20> streets{
    "Main St",         "Oak Avenue", "2nd Street",   "Harbour Rd",     "Rue de l'Église",
    "St. Mary's Lane", "Elm Drive",  "Market Place", "Hauptstraße",    "King's Road",
    "Broadway",        "Mill Lane",  "Park Ave",     "Station Rd",     "Calle Mayor",
    "Lakeview Blvd",   "Church St",  "Cedar Court",  "Industrial Way", "Old Post Road"};

constexpr std::array<std::string_view, 8> second_lines{
    "Suite 4",      "Apt. 12B", "c/o Accounting", "2nd floor",
    "P.O. Box 118", "Unit 7",   "Bldg. C",        "Attn: Billing"};

constexpr std::array<std::string_view, 16> trades{
    "Design",      "Software", "Consulting",  "Imports",    "Media",  "Travel",
    "Dental Care", "Plumbing", "Photography", "Books",      "Motors", "Bakery",
    "Realty",      "Hardware", "Music",       "Law Offices"};

constexpr std::array<std::string_view, 7> company_forms{" Inc.", " LLC", " Ltd.", " & Sons",
                                                        " GmbH", " Co.", ""};

constexpr std::array<std::string_view, 24> words{
    "maple",  "harbour", "river", "stone",  "blue",   "summit", "pixel",  "garden",
    "cedar",  "north",   "lake",  "silver", "bright", "copper", "falcon", "meadow",
    "orchid", "prime",   "quiet", "rapid",  "sunny",  "timber", "urban",  "velvet"};

constexpr std::array<std::string_view, 5> mail_hosts{"example.com", "example.net", "example.org",
                                                     "mail.example.com", "post.example.net"};

constexpr std::array<std::string_view, 6> remarks{
    "",
    "Prefers e-mail.",
    "Asked whether R&amp;D pages can be moved.",
    "Pays late, but pays. Don't suspend without asking Renée.",
    "Moved from another host in spring; see ticket.\nOld address: café on the corner.",
    "Wrote \"call me\" \x2d left a message."};

std::string digits(Random& random, int count) {
    std::string made;
    while (count-- > 0)
        made.push_back(static_cast<char>('0' + random.below(10)));
    return made;
}

std::string hexadecimal(Random& random) {
    static constexpr std::string_view letters = "0123456789abcdef";
    std::string made;
    for (int i = 0; i < 32; ++i)
        made.push_back(random.pick(letters));
    return made;
}

// Nobody's number: 555-01xx is kept free for fiction.
std::string phone(Random& random, const Place& place) {
    const std::string tail = "01" + digits(random, 2);
    const std::string area(place.dialling);
    switch (random.below(5)) {
        case 0:
            return "(" + area + ") 555-" + tail;
        case 1:
            return area + ".555." + tail;
        case 2:
            return area + " 555 " + tail + " x" + digits(random, 2);
        case 3:
            return area + "-555-" + tail;
        default:
            return area + "555" + tail;
    }
}

void address(Random& random, ClientRow& row) {
    const std::string street =
        std::to_string(random.between(1, 1899)) + " " + std::string(random.pick(streets));
    row.address = street;
    if (random.percent(70)) return;
    const std::string second(random.pick(second_lines));
    if (random.percent(50))
        row.address = street + "\n" + second;
    else
        row.address_2 = second;
}

std::string company(Random& random, const Name& last) {
    std::string name(random.percent(60) ? last.shown : random.pick(words));
    if (name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
    name.append(" ").append(random.pick(trades)).append(random.pick(company_forms));
    return name;
}

void log_in(Random& random, ClientRow& row, const Name& first, const Name& last) {
    const std::string number = std::to_string(row.id);
    row.email = std::string(first.ascii) + "." + std::string(last.ascii) + number + "@" +
                std::string(random.pick(mail_hosts));
    row.username = std::string(last.ascii).substr(0, 6) + number;
    row.password = hexadecimal(random);
    row.real_password =
        hexadecimal(random).substr(0, static_cast<std::size_t>(random.between(6, 9)));
}

}  // namespace

ClientRow person(Random& random, std::int64_t number) {
    ClientRow row;
    const Name& first = random.pick(first_names);
    const Name& last = random.pick(last_names);
    const Place& place = random.pick(places);
    row.id = number;
    row.first_name = first.shown;
    row.last_name = last.shown;
    if (random.percent(45)) row.company = random.percent(90) ? company(random, last) : "";
    address(random, row);
    row.city = place.city;
    row.state = place.state;
    row.zip = place.zip;
    row.country = place.country;
    row.phone = phone(random, place);
    if (random.percent(25)) row.fax = phone(random, place);
    row.comments = random.percent(25) ? random.pick(remarks) : std::string_view();
    row.apply_tax = random.percent(92) ? 1 : 0;
    log_in(random, row, first, last);
    return row;
}

std::string domain_label(Random& random, std::int64_t number, int nth) {
    const std::string first(random.pick(words));
    const std::string second(random.pick(words));
    return first + "-" + second + std::to_string(number) +
           (nth == 0 ? "" : std::string(1, static_cast<char>('a' + nth)));
}

}  // namespace tieout::sample
