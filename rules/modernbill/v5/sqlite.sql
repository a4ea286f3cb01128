-- v5's schema, our design (modernbill.md 4.2), for SQLite. Keep in step with postgresql.sql.
-- decimal_text, date_text and instant_text have TEXT affinity: money is exact. In CHECKs `x + 0` makes a number of
-- the text for a comparison with 0 or 1, and amounts are compared as whole cents, which are exact.

create table currency (
    code varchar(3) primary key check (length(code) = 3),
    name varchar(100) not null
);

create table country (
    code varchar(2) primary key check (length(code) = 2),
    name varchar(100) not null
);

-- ISO 3166-2 of the countries whose states v4's tax zones name; a client's own state is free text and points nowhere.
create table region (
    code varchar(6) primary key,
    country varchar(2) not null references country (code),
    name varchar(100) not null
);

create table client_group (
    id integer primary key autoincrement,
    name varchar(100) not null unique,
    discount_rate decimal_text(7,4) not null default 0,
    constraint client_group_discount_rate check (discount_rate + 0 >= 0 and discount_rate + 0 <= 1)
);

create table payment_method (
    id integer primary key autoincrement,
    code varchar(32) not null unique,
    kind varchar(32) not null,
    gateway varchar(64)
);

create table registrar (
    id integer primary key autoincrement,
    code varchar(32) not null unique,
    name varchar(100) not null
);

create table server (
    hostname varchar(255) primary key,
    panel varchar(64),
    constraint server_hostname check (hostname = lower(hostname) and hostname <> '')
);

create table account (
    id integer primary key autoincrement,
    account_number varchar(32) not null unique,
    group_id bigint references client_group (id),
    company varchar(100),
    status varchar(16) not null,
    currency varchar(3) not null references currency (code),
    language varchar(100) not null,
    billing_mode varchar(16) not null,
    payment_method_id bigint references payment_method (id),
    tax_exempt boolean_int not null,
    tax_id varchar(64),
    created_at instant_text,
    notes text,
    source_ref varchar(64) not null unique,
    constraint account_status check (status in ('active', 'inactive', 'pending', 'cancelled', 'fraud', 'suspended')),
    constraint account_billing_mode check (billing_mode in ('monthly', 'anniversary'))
);

create table account_contact (
    id integer primary key autoincrement,
    account_id bigint not null references account (id),
    kind varchar(16) not null,
    first_name varchar(100) not null,
    last_name varchar(100) not null,
    email varchar(100),
    phone varchar(25),
    fax varchar(25),
    address1 varchar(100),
    address2 varchar(100),
    city varchar(100),
    region varchar(100),
    postcode varchar(100),
    country varchar(2) references country (code),
    source_ref varchar(64) not null unique,
    constraint account_contact_kind check (kind in ('primary', 'other')),
    constraint account_contact_name check (trim(first_name) <> '' or trim(last_name) <> '')
);
create unique index account_contact_one_primary on account_contact (account_id) where kind = 'primary';

create table app_user (
    id integer primary key autoincrement,
    account_id bigint not null references account (id),
    contact_id bigint references account_contact (id),
    username varchar(255) not null,
    email varchar(100) not null,
    password_hash varchar(255) not null,
    hash_algo varchar(16) not null,
    must_reset boolean_int not null,
    active boolean_int not null,
    source_ref varchar(64) not null unique,
    constraint app_user_hash_algo check (hash_algo in ('md5_legacy', 'modern')),
    constraint app_user_password_is_a_hash check (hash_algo <> 'md5_legacy' or length(password_hash) = 32),
    constraint app_user_one_address check (email like '%_@_%' and email not like '%,%' and email not like '% %')
);
create unique index app_user_username on app_user (lower(username));
create unique index app_user_email on app_user (lower(email));

create table billing_cycle (
    id integer primary key autoincrement,
    code varchar(25) not null unique,
    name varchar(100) not null,
    unit_days integer not null,
    unit_months integer not null,
    unit_years integer not null,
    recurring boolean_int not null,
    constraint billing_cycle_units check (unit_days >= 0 and unit_months >= 0 and unit_years >= 0),
    constraint billing_cycle_recurring check (recurring = (unit_days + unit_months + unit_years > 0)),
    constraint billing_cycle_id_recurring unique (id, recurring)
);

create table product_group (
    id integer primary key autoincrement,
    name varchar(100) not null unique
);

create table product (
    id integer primary key autoincrement,
    group_id bigint not null references product_group (id),
    name varchar(100) not null,
    kind varchar(16) not null,
    active boolean_int not null,
    orderable boolean_int not null,
    proratable boolean_int not null,
    cost decimal_text(12,2),
    ledger_code varchar(32),
    description text,
    source_ref varchar(64) not null unique,
    constraint product_name unique (group_id, name),
    constraint product_kind check (kind in ('hosting', 'domain', 'addon', 'other'))
);

create table product_price (
    id integer primary key autoincrement,
    product_id bigint not null references product (id),
    cycle_id bigint not null references billing_cycle (id),
    currency varchar(3) not null references currency (code),
    recurring_amount decimal_text(12,2) not null,
    setup_amount decimal_text(12,2) not null,
    source_ref varchar(64) not null unique,
    constraint product_price_once unique (product_id, cycle_id, currency),
    constraint product_price_amounts check (recurring_amount + 0 >= 0 and setup_amount + 0 >= 0)
);

create table product_feature (
    id integer primary key autoincrement,
    product_id bigint not null references product (id),
    position integer not null,
    name varchar(100) not null,
    text text,
    source_ref varchar(64) not null unique,
    constraint product_feature_position unique (product_id, position)
);

create table product_addon (
    id integer primary key autoincrement,
    parent_id bigint not null references product (id),
    child_id bigint not null references product (id),
    source_ref varchar(64) not null unique,
    constraint product_addon_pair unique (parent_id, child_id),
    constraint product_addon_other check (parent_id <> child_id)
);

create table tld_price (
    id integer primary key autoincrement,
    tld varchar(25) not null,
    registrar_id bigint references registrar (id),
    product_id bigint not null references product (id),
    years integer not null,
    amount decimal_text(12,2) not null,
    transfer_amount decimal_text(12,2),
    orderable boolean_int not null,
    source_ref varchar(64) not null unique,
    constraint tld_price_once unique (tld, years),
    constraint tld_price_years check (years >= 1 and years <= 10),
    constraint tld_price_tld check (tld = lower(tld) and tld <> '' and tld not like '.%'),
    constraint tld_price_amounts check (amount + 0 >= 0 and transfer_amount + 0 >= 0)
);

create table affiliate (
    id integer primary key autoincrement,
    account_id bigint not null unique references account (id),
    code varchar(255) not null,
    rate_kind varchar(16) not null,
    rate decimal_text(7,4),
    amount decimal_text(12,2),
    pays varchar(16) not null,
    min_age_days integer not null,
    hits integer not null,
    orders integer not null,
    paid_total decimal_text(12,2) not null,
    active boolean_int not null,
    source_ref varchar(64) not null unique,
    constraint affiliate_rate_kind check (rate_kind in ('percent', 'flat')),
    constraint affiliate_pays check (pays in ('monthly', 'once')),
    constraint affiliate_one_rate check ((rate is null) <> (amount is null) and (rate is null) = (rate_kind = 'flat')),
    constraint affiliate_rate check (rate + 0 >= 0 and rate + 0 <= 1),
    constraint affiliate_amount check (amount + 0 >= 0),
    constraint affiliate_code_given check (code <> '')
);
create unique index affiliate_code on affiliate (upper(code));

create table subscription (
    id integer primary key autoincrement,
    account_id bigint not null references account (id),
    product_id bigint not null references product (id),
    parent_id bigint,
    cycle_id bigint not null,
    recurring boolean_int not null,
    qty integer not null,
    unit_price_override decimal_text(12,2),
    discount_rate decimal_text(7,4) not null,
    start_date date_text,
    next_renewal date_text,
    last_renewed date_text,
    end_date date_text,
    status varchar(16) not null,
    affiliate_id bigint references affiliate (id),
    source_ref varchar(64) not null unique,
    constraint subscription_id_account unique (id, account_id),
    constraint subscription_cycle foreign key (cycle_id, recurring) references billing_cycle (id, recurring),
    constraint subscription_parent foreign key (parent_id, account_id) references subscription (id, account_id),
    constraint subscription_parent_other check (parent_id <> id),
    constraint subscription_qty check (qty >= 1),
    constraint subscription_discount_rate check (discount_rate + 0 >= 0 and discount_rate + 0 <= 1),
    constraint subscription_override check (unit_price_override + 0 >= 0),
    constraint subscription_status check (status in ('pending', 'active', 'suspended', 'cancelled', 'completed', 'inactive',
                                                     'started', 'stopped', 'in_progress')),
    constraint subscription_next_renewal check
        ((next_renewal is null) = (not recurring or status in ('cancelled', 'completed', 'inactive')))
);

create table domain (
    id integer primary key autoincrement,
    account_id bigint not null references account (id),
    subscription_id bigint references subscription (id),
    name varchar(255) not null,
    registrar_id bigint references registrar (id),
    created_on date_text,
    expires_on date_text,
    monitor boolean_int not null,
    status varchar(16) not null,
    source_ref varchar(64) not null unique,
    constraint domain_dates check (expires_on >= created_on),
    constraint domain_is_a_name check (name like '%_._%' and name not like '%/%' and name not like '% %' and name not like '%.'),
    constraint domain_status check (status in ('active', 'expired', 'transferred', 'cancelled'))
);
create unique index domain_name on domain (lower(name));

create table hosting_account (
    id integer primary key autoincrement,
    subscription_id bigint not null unique references subscription (id),
    server varchar(255) references server (hostname),
    username varchar(255) not null,
    secret_ref varchar(255),
    ip varchar(45),
    external_id varchar(255),
    source_ref varchar(64) not null unique,
    constraint hosting_account_username_given check (username <> ''),
    constraint hosting_account_ip check (ip like '%_.%_.%_.%_' or ip like '%_:%')
);
create unique index hosting_account_login on hosting_account (server, lower(username));

create table hosting_database (
    id integer primary key autoincrement,
    hosting_account_id bigint not null references hosting_account (id),
    kind varchar(16) not null,
    name varchar(64) not null,
    username varchar(64),
    created_at instant_text,
    source_ref varchar(64) not null unique,
    constraint hosting_database_once unique (hosting_account_id, kind, name),
    constraint hosting_database_kind check (kind in ('mysql', 'mssql', 'postgresql')),
    constraint hosting_database_name_given check (name <> '')
);

create table hosting_mailbox (
    id integer primary key autoincrement,
    hosting_account_id bigint not null references hosting_account (id),
    username varchar(255) not null,
    display_name varchar(255),
    quota varchar(25),
    ftp boolean_int not null,
    telnet boolean_int not null,
    created_at instant_text,
    source_ref varchar(64) not null unique,
    constraint hosting_mailbox_username_given check (username <> '')
);
create unique index hosting_mailbox_once on hosting_mailbox (hosting_account_id, lower(username));

create table subscription_attribute (
    id integer primary key autoincrement,
    subscription_id bigint not null references subscription (id),
    name varchar(255) not null,
    value text not null,
    source_ref varchar(64) not null unique,
    constraint subscription_attribute_once unique (subscription_id, name),
    constraint subscription_attribute_name_given check (name <> '')
);

create table commission (
    id integer primary key autoincrement,
    affiliate_id bigint not null references affiliate (id),
    subscription_id bigint not null references subscription (id),
    amount decimal_text(12,2),
    at instant_text not null,
    source_ref varchar(64) not null unique,
    constraint commission_amount check (amount + 0 > 0)
);

create table stored_instrument (
    id integer primary key autoincrement,
    account_id bigint not null references account (id),
    kind varchar(16) not null,
    brand varchar(25),
    last4 varchar(4),
    exp_month integer,
    exp_year integer,
    vault_ref varchar(255),
    state varchar(16) not null,
    source_ref varchar(64) not null unique,
    constraint stored_instrument_kind check (kind in ('card', 'bank')),
    constraint stored_instrument_state check (state in ('number_missing', 'stored')),
    constraint stored_instrument_last4 check (last4 glob '[0-9][0-9][0-9][0-9]'),
    constraint stored_instrument_exp_month check (exp_month >= 1 and exp_month <= 12),
    constraint stored_instrument_exp_year check (exp_year >= 1990 and exp_year <= 2099)
);

create table invoice (
    id integer primary key autoincrement,
    account_id bigint not null references account (id),
    number varchar(32) not null unique,
    status varchar(16) not null,
    issued_at instant_text not null,
    due_on date_text not null,
    paid_at instant_text,
    currency varchar(3) not null references currency (code),
    subtotal decimal_text(12,2) not null,
    discount decimal_text(12,2) not null,
    credit decimal_text(12,2) not null,
    tax decimal_text(12,2) not null,
    total decimal_text(12,2) not null,
    method_id bigint references payment_method (id),
    note text,
    source_ref varchar(64) not null unique,
    constraint invoice_total check
        (round(total * 100) = round(subtotal * 100) - round(discount * 100) - round(credit * 100) + round(tax * 100)),
    constraint invoice_status check (status in ('draft', 'open', 'paid', 'void', 'refunded', 'collections')),
    constraint invoice_paid check (status <> 'paid' or paid_at is not null)
);

create table gateway_agreement (
    id integer primary key autoincrement,
    account_id bigint not null references account (id),
    subscription_id bigint references subscription (id),
    invoice_id bigint references invoice (id),
    gateway varchar(64) not null,
    external_ref varchar(255) not null,
    status varchar(16) not null,
    created_at instant_text,
    changed_at instant_text,
    source_ref varchar(64) not null unique,
    constraint gateway_agreement_once unique (gateway, external_ref),
    constraint gateway_agreement_status check (status in ('active', 'cancelled', 'failed')),
    constraint gateway_agreement_ref_given check (external_ref <> '')
);

create table invoice_item (
    id integer primary key autoincrement,
    invoice_id bigint not null references invoice (id),
    position integer not null,
    subscription_id bigint references subscription (id),
    domain_id bigint references domain (id),
    kind varchar(24) not null,
    description text not null,
    qty integer not null,
    unit_price decimal_text(12,2) not null,
    amount decimal_text(12,2) not null,
    period_from date_text,
    period_to date_text,
    source varchar(16) not null,
    confidence varchar(16) not null,
    source_ref varchar(64) not null unique,
    constraint invoice_item_position unique (invoice_id, position),
    constraint invoice_item_kind check (kind in ('recurring', 'setup', 'proration', 'domain', 'discount', 'tax', 'adjustment',
                                                 'legacy_balancing')),
    constraint invoice_item_source check (source in ('snapshot', 'html', 'log', 'balancing')),
    constraint invoice_item_confidence check (confidence in ('exact', 'adjusted', 'guessed', 'none'))
);

create table tax_rule (
    id integer primary key autoincrement,
    country varchar(2) not null references country (code),
    region varchar(100),
    rate decimal_text(7,4) not null,
    label varchar(100) not null,
    source_ref varchar(64) not null unique,
    constraint tax_rule_rate check (rate + 0 >= 0 and rate + 0 <= 1)
);

create table invoice_tax (
    id integer primary key autoincrement,
    invoice_id bigint not null references invoice (id),
    rule_id bigint references tax_rule (id),
    base decimal_text(12,2) not null,
    rate decimal_text(7,4),
    amount decimal_text(12,2) not null,
    source_ref varchar(64) not null unique
);

create table payment (
    id integer primary key autoincrement,
    account_id bigint not null references account (id),
    method_id bigint references payment_method (id),
    gateway_ref varchar(64),
    received_at instant_text not null,
    amount decimal_text(12,2) not null,
    currency varchar(3) not null references currency (code),
    status varchar(16) not null,
    source varchar(16) not null,
    source_ref varchar(64) not null unique,
    constraint payment_amount check (amount + 0 > 0),
    constraint payment_status check (status in ('completed', 'pending', 'failed', 'refunded')),
    constraint payment_source check (source in ('register', 'reconstructed', 'gateway'))
);
create unique index payment_gateway_ref on payment (method_id, gateway_ref) where gateway_ref is not null;

create table payment_allocation (
    id integer primary key autoincrement,
    payment_id bigint not null references payment (id),
    invoice_id bigint not null references invoice (id),
    amount decimal_text(12,2) not null,
    source_ref varchar(64) not null unique,
    constraint payment_allocation_amount check (amount + 0 > 0)
);

create table refund (
    id integer primary key autoincrement,
    payment_id bigint not null references payment (id),
    amount decimal_text(12,2) not null,
    at instant_text not null,
    reason text,
    constraint refund_amount check (amount + 0 > 0)
);

create table account_credit (
    id integer primary key autoincrement,
    account_id bigint not null references account (id),
    original decimal_text(12,2) not null,
    remaining decimal_text(12,2) not null,
    currency varchar(3) not null references currency (code),
    reason text,
    at instant_text,
    source_ref varchar(64) not null unique,
    constraint account_credit_remaining check (remaining + 0 >= 0 and round(remaining * 100) <= round(original * 100))
);

create table credit_application (
    id integer primary key autoincrement,
    credit_id bigint not null references account_credit (id),
    invoice_id bigint not null references invoice (id),
    amount decimal_text(12,2) not null,
    constraint credit_application_amount check (amount + 0 > 0)
);

create table ledger_entry (
    id integer primary key autoincrement,
    account_id bigint not null references account (id),
    invoice_id bigint references invoice (id),
    payment_id bigint references payment (id),
    at instant_text not null,
    description varchar(255) not null,
    debit decimal_text(20,8) not null,
    credit decimal_text(20,8) not null,
    source_ref varchar(64) not null unique,
    constraint ledger_entry_one_side check
        ((debit + 0 > 0 and credit + 0 = 0) or (debit + 0 = 0 and credit + 0 > 0))
);

create table staff_group (
    id integer primary key autoincrement,
    name varchar(100) not null unique,
    rights varchar(255) not null
);

create table staff (
    id integer primary key autoincrement,
    group_id bigint not null references staff_group (id),
    name varchar(100) not null,
    username varchar(64) not null,
    email varchar(100),
    password_hash varchar(255) not null,
    hash_algo varchar(16) not null,
    must_reset boolean_int not null,
    active boolean_int not null,
    source_ref varchar(64) not null unique,
    constraint staff_username_given check (trim(username) <> ''),
    constraint staff_hash_algo check (hash_algo in ('md5_legacy', 'modern')),
    constraint staff_password_is_a_hash check (hash_algo <> 'md5_legacy' or length(password_hash) = 32)
);
create unique index staff_username on staff (lower(username));

create table ticket (
    id integer primary key autoincrement,
    account_id bigint references account (id),
    subject varchar(255) not null,
    kind varchar(255),
    status varchar(16) not null,
    priority varchar(16) not null,
    staff_id bigint references staff (id),
    technician varchar(255),
    error text,
    opened_at instant_text,
    source_ref varchar(64) not null unique,
    constraint ticket_status check (status in ('new', 'open', 'closed')),
    constraint ticket_priority check (priority in ('emergency', 'high', 'normal', 'low'))
);

create table ticket_message (
    id integer primary key autoincrement,
    ticket_id bigint not null references ticket (id),
    author_kind varchar(16) not null,
    staff_id bigint references staff (id),
    body text not null,
    at instant_text,
    source_ref varchar(64) not null unique,
    constraint ticket_message_author_kind check (author_kind in ('client', 'staff', 'log'))
);

create table todo (
    id integer primary key autoincrement,
    account_id bigint references account (id),
    staff_id bigint references staff (id),
    title varchar(100) not null,
    body text,
    status varchar(16) not null,
    due_on date_text,
    saved_at instant_text,
    source_ref varchar(64) not null unique,
    constraint todo_status check (status in ('new', 'in_work', 'pending', 'completed', 'postponed'))
);

create table event_log (
    id integer primary key autoincrement,
    account_id bigint references account (id) on delete set null,
    actor_kind varchar(16) not null,
    at instant_text not null,
    body text not null,
    source_ref varchar(64) not null unique,
    constraint event_log_actor_kind check (actor_kind in ('admin', 'user', 'system'))
);

create table email_template (
    id integer primary key autoincrement,
    code varchar(64) not null unique,
    source_ref varchar(64) not null unique
);

create table email_template_text (
    id integer primary key autoincrement,
    template_id bigint not null references email_template (id),
    locale varchar(32) not null,
    subject varchar(255) not null,
    heading text,
    body text not null,
    footer text,
    signature text,
    source_ref varchar(64) not null unique,
    constraint email_template_text_once unique (template_id, locale)
);

create table ban (
    id integer primary key autoincrement,
    kind varchar(16) not null,
    value varchar(255) not null,
    message text,
    hits integer not null,
    active boolean_int not null,
    last_hit_at instant_text,
    source_ref varchar(64) not null unique,
    constraint ban_kind check (kind in ('ip', 'email'))
);

create table faq_category (
    id integer primary key autoincrement,
    name varchar(50) not null,
    audience varchar(16) not null,
    source_ref varchar(64) not null unique,
    constraint faq_category_audience check (audience in ('user', 'admin'))
);

create table faq (
    id integer primary key autoincrement,
    category_id bigint not null references faq_category (id),
    question text not null,
    answer text not null,
    dated varchar(50),
    source_ref varchar(64) not null unique
);

-- Its dates are text as v4 has them.
create table news (
    id integer primary key autoincrement,
    subject text,
    author text,
    author_email text,
    dated text,
    timed text,
    headline_dated text,
    posted text,
    body text,
    changed text,
    changed_by text,
    front_page boolean_int not null,
    main_id integer,
    source_ref varchar(64) not null unique
);

create table custom_field (
    id integer primary key autoincrement,
    entity varchar(16) not null,
    name varchar(255) not null,
    type varchar(32),
    required boolean_int not null,
    source_ref varchar(64) not null unique,
    constraint custom_field_once unique (entity, name),
    constraint custom_field_entity check (entity in ('account', 'subscription'))
);

create table custom_value (
    id integer primary key autoincrement,
    field_id bigint not null references custom_field (id),
    entity_id bigint not null,
    value varchar(255) not null,
    source_ref varchar(64) not null unique,
    constraint custom_value_once unique (field_id, entity_id)
);

create table setting (
    id integer primary key autoincrement,
    namespace varchar(32) not null,
    name varchar(64) not null,
    value text not null,
    constraint setting_once unique (namespace, name)
);

-- v5 as it stands ready for a move: its automation off until sign-off, its modules there. The engineer's set-up; the move
-- never writes it. next_number `follows`: the next invoice is one behind the highest. store `passphrase`: v5 has the passphrase
-- under which it keeps cards.
insert into setting (namespace, name, value)
values
    ('automation', 'invoice_generation', 'off'),
    ('automation', 'invoice_mail', 'off'),
    ('automation', 'card_charging', 'off'),
    ('automation', 'overdue_notices', 'off'),
    ('automation', 'suspension', 'off'),
    ('automation', 'domain_renewal', 'off'),
    ('automation', 'card_expiry_notices', 'off'),
    ('automation', 'gateway_messages', 'off'),
    ('billing', 'mode', 'monthly'),
    ('billing', 'day', '1'),
    ('billing', 'days_before', '0'),
    ('billing', 'bill_suspended', 'no'),
    ('billing', 'rounding', 'half_up_once_an_invoice'),
    ('invoice', 'next_number', 'follows'),
    ('licence', 'accounts', 'unlimited'),
    ('cards', 'store', 'passphrase'),
    ('registrar', 'default', 'installed'),
    ('registrar', 'opensrs', 'installed'),
    ('registrar', 'emailregister', 'installed'),
    ('registrar', 'enom', 'installed'),
    ('registrar', 'planetdomain', 'installed'),
    ('registrar', 'godaddy', 'installed'),
    ('registrar', 'directi', 'installed'),
    ('registrar', 'nominet', 'installed'),
    ('registrar', 'onlinenic', 'installed'),
    ('registrar', 'srsplus', 'installed'),
    ('registrar', 'register', 'installed'),
    ('registrar', 'dnsbe', 'installed'),
    ('registrar', 'sidn', 'installed'),
    ('gateway', 'paypal', 'installed'),
    ('gateway', 'worldpay', 'installed');

-- A row `defanged` where this v5 was made for a rehearsal: it then charges and mails nobody, whatever its settings say.
create table rehearsal (
    name varchar(64) primary key,
    value varchar(255) not null
);

-- What v4 was set to, for people: v5 does not act on it.
create table legacy_setting (
    id integer primary key autoincrement,
    name varchar(64) not null,
    value text not null,
    constraint legacy_setting_once unique (name)
);

create table coupon (
    id integer primary key autoincrement,
    code varchar(255) not null,
    percent decimal_text(7,4),
    amount decimal_text(12,2),
    valid_from date_text,
    valid_to date_text,
    max_uses integer,
    renews boolean_int not null,
    new_only boolean_int not null,
    active boolean_int not null,
    comments text,
    source_ref varchar(64) not null unique,
    constraint coupon_one_kind check ((percent is null) <> (amount is null)),
    constraint coupon_dates check (valid_from <= valid_to),
    constraint coupon_percent check (percent + 0 > 0 and percent + 0 <= 1)
);
create unique index coupon_code on coupon (upper(code));

create table coupon_use (
    id integer primary key autoincrement,
    coupon_id bigint not null references coupon (id),
    account_id bigint not null references account (id),
    invoice_id bigint references invoice (id)
);

create index account_contact_account on account_contact (account_id);
create index app_user_account on app_user (account_id);
create index subscription_account on subscription (account_id);
create index domain_account on domain (account_id);
create index invoice_account on invoice (account_id);
create index payment_account on payment (account_id);
create index payment_allocation_payment on payment_allocation (payment_id);
create index payment_allocation_invoice on payment_allocation (invoice_id);
create index account_credit_account on account_credit (account_id);
create index ledger_entry_account on ledger_entry (account_id);
create index invoice_tax_invoice on invoice_tax (invoice_id);
create index ticket_account on ticket (account_id);
create index ticket_message_ticket on ticket_message (ticket_id);
create index todo_account on todo (account_id);
create index event_log_account on event_log (account_id);
create index custom_value_entity on custom_value (entity_id);
