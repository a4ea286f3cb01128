-- v5's schema, our design (modernbill.md 4.2), for MySQL and MariaDB. Keep in step with postgresql.sql.
-- No CHECK may name an auto_increment column here, so subscription_parent_other is left to rules.yaml.
-- Unique normal forms are generated columns; instants are UTC in datetime(6); text compares by bytes.

create table currency (
    code varchar(3) primary key check (char_length(code) = 3),
    name varchar(100) not null
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table country (
    code varchar(2) primary key check (char_length(code) = 2),
    name varchar(100) not null
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

-- ISO 3166-2 of the countries whose states v4's tax zones name; a client's own state is free text and points nowhere.
create table region (
    code varchar(6) primary key,
    country varchar(2) not null,
    name varchar(100) not null,
    constraint region_country_fk foreign key (country) references country (code)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table client_group (
    id bigint not null auto_increment primary key,
    name varchar(100) not null unique,
    discount_rate decimal(7,4) not null default 0,
    constraint client_group_discount_rate check (discount_rate >= 0 and discount_rate <= 1)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table payment_method (
    id bigint not null auto_increment primary key,
    code varchar(32) not null unique,
    kind varchar(32) not null,
    gateway varchar(64)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table registrar (
    id bigint not null auto_increment primary key,
    code varchar(32) not null unique,
    name varchar(100) not null
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table server (
    hostname varchar(255) primary key,
    panel varchar(64),
    constraint server_hostname check (hostname = lower(hostname) and hostname <> '')
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table account (
    id bigint not null auto_increment primary key,
    account_number varchar(32) not null unique,
    group_id bigint,
    company varchar(100),
    status varchar(16) not null,
    currency varchar(3) not null,
    language varchar(100) not null,
    billing_mode varchar(16) not null,
    payment_method_id bigint,
    tax_exempt boolean not null,
    tax_id varchar(64),
    created_at datetime(6),
    notes mediumtext,
    source_ref varchar(64) not null unique,
    constraint account_status check (status in ('active', 'inactive', 'pending', 'cancelled', 'fraud', 'suspended')),
    constraint account_billing_mode check (billing_mode in ('monthly', 'anniversary')),
    constraint account_group_id_fk foreign key (group_id) references client_group (id),
    constraint account_currency_fk foreign key (currency) references currency (code),
    constraint account_payment_method_id_fk foreign key (payment_method_id) references payment_method (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table account_contact (
    id bigint not null auto_increment primary key,
    account_id bigint not null,
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
    country varchar(2),
    source_ref varchar(64) not null unique,
    constraint account_contact_kind check (kind in ('primary', 'other')),
    constraint account_contact_name check (trim(first_name) <> '' or trim(last_name) <> ''),
    constraint account_contact_account_id_fk foreign key (account_id) references account (id),
    constraint account_contact_country_fk foreign key (country) references country (code),
    one_primary bigint generated always as (case when kind = 'primary' then account_id end) stored,
    constraint account_contact_one_primary unique (one_primary)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table app_user (
    id bigint not null auto_increment primary key,
    account_id bigint not null,
    contact_id bigint,
    username varchar(255) not null,
    email varchar(100) not null,
    password_hash varchar(255) not null,
    hash_algo varchar(16) not null,
    must_reset boolean not null,
    active boolean not null,
    source_ref varchar(64) not null unique,
    constraint app_user_hash_algo check (hash_algo in ('md5_legacy', 'modern')),
    constraint app_user_password_is_a_hash check (hash_algo <> 'md5_legacy' or char_length(password_hash) = 32),
    constraint app_user_one_address check (email like '%_@_%' and email not like '%,%' and email not like '% %'),
    constraint app_user_account_id_fk foreign key (account_id) references account (id),
    constraint app_user_contact_id_fk foreign key (contact_id) references account_contact (id),
    username_key varchar(255) generated always as (lower(username)) stored,
    email_key varchar(100) generated always as (lower(email)) stored,
    constraint app_user_username unique (username_key),
    constraint app_user_email unique (email_key)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table billing_cycle (
    id bigint not null auto_increment primary key,
    code varchar(25) not null unique,
    name varchar(100) not null,
    unit_days integer not null,
    unit_months integer not null,
    unit_years integer not null,
    recurring boolean not null,
    constraint billing_cycle_units check (unit_days >= 0 and unit_months >= 0 and unit_years >= 0),
    constraint billing_cycle_recurring check (recurring = (unit_days + unit_months + unit_years > 0)),
    constraint billing_cycle_id_recurring unique (id, recurring)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table product_group (
    id bigint not null auto_increment primary key,
    name varchar(100) not null unique
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table product (
    id bigint not null auto_increment primary key,
    group_id bigint not null,
    name varchar(100) not null,
    kind varchar(16) not null,
    active boolean not null,
    orderable boolean not null,
    proratable boolean not null,
    cost decimal(12,2),
    ledger_code varchar(32),
    description mediumtext,
    source_ref varchar(64) not null unique,
    constraint product_name unique (group_id, name),
    constraint product_kind check (kind in ('hosting', 'domain', 'addon', 'other')),
    constraint product_group_id_fk foreign key (group_id) references product_group (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table product_price (
    id bigint not null auto_increment primary key,
    product_id bigint not null,
    cycle_id bigint not null,
    currency varchar(3) not null,
    recurring_amount decimal(12,2) not null,
    setup_amount decimal(12,2) not null,
    source_ref varchar(64) not null unique,
    constraint product_price_once unique (product_id, cycle_id, currency),
    constraint product_price_amounts check (recurring_amount >= 0 and setup_amount >= 0),
    constraint product_price_product_id_fk foreign key (product_id) references product (id),
    constraint product_price_cycle_id_fk foreign key (cycle_id) references billing_cycle (id),
    constraint product_price_currency_fk foreign key (currency) references currency (code)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table product_feature (
    id bigint not null auto_increment primary key,
    product_id bigint not null,
    position integer not null,
    name varchar(100) not null,
    text mediumtext,
    source_ref varchar(64) not null unique,
    constraint product_feature_position unique (product_id, position),
    constraint product_feature_product_id_fk foreign key (product_id) references product (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table product_addon (
    id bigint not null auto_increment primary key,
    parent_id bigint not null,
    child_id bigint not null,
    source_ref varchar(64) not null unique,
    constraint product_addon_pair unique (parent_id, child_id),
    constraint product_addon_other check (parent_id <> child_id),
    constraint product_addon_parent_id_fk foreign key (parent_id) references product (id),
    constraint product_addon_child_id_fk foreign key (child_id) references product (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table tld_price (
    id bigint not null auto_increment primary key,
    tld varchar(25) not null,
    registrar_id bigint,
    product_id bigint not null,
    years integer not null,
    amount decimal(12,2) not null,
    transfer_amount decimal(12,2),
    orderable boolean not null,
    source_ref varchar(64) not null unique,
    constraint tld_price_once unique (tld, years),
    constraint tld_price_years check (years >= 1 and years <= 10),
    constraint tld_price_tld check (tld = lower(tld) and tld <> '' and tld not like '.%'),
    constraint tld_price_amounts check (amount >= 0 and transfer_amount >= 0),
    constraint tld_price_registrar_id_fk foreign key (registrar_id) references registrar (id),
    constraint tld_price_product_id_fk foreign key (product_id) references product (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table affiliate (
    id bigint not null auto_increment primary key,
    account_id bigint not null unique,
    code varchar(255) not null,
    rate_kind varchar(16) not null,
    rate decimal(7,4),
    amount decimal(12,2),
    pays varchar(16) not null,
    min_age_days integer not null,
    hits integer not null,
    orders integer not null,
    paid_total decimal(12,2) not null,
    active boolean not null,
    source_ref varchar(64) not null unique,
    constraint affiliate_rate_kind check (rate_kind in ('percent', 'flat')),
    constraint affiliate_pays check (pays in ('monthly', 'once')),
    constraint affiliate_one_rate check ((rate is null) <> (amount is null) and (rate is null) = (rate_kind = 'flat')),
    constraint affiliate_rate check (rate >= 0 and rate <= 1),
    constraint affiliate_amount check (amount >= 0),
    constraint affiliate_code_given check (code <> ''),
    constraint affiliate_account_id_fk foreign key (account_id) references account (id),
    code_key varchar(255) generated always as (upper(code)) stored,
    constraint affiliate_code unique (code_key)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table subscription (
    id bigint not null auto_increment primary key,
    account_id bigint not null,
    product_id bigint not null,
    parent_id bigint,
    cycle_id bigint not null,
    recurring boolean not null,
    qty integer not null,
    unit_price_override decimal(12,2),
    discount_rate decimal(7,4) not null,
    start_date date,
    next_renewal date,
    last_renewed date,
    end_date date,
    status varchar(16) not null,
    affiliate_id bigint,
    source_ref varchar(64) not null unique,
    constraint subscription_id_account unique (id, account_id),
    constraint subscription_cycle foreign key (cycle_id, recurring) references billing_cycle (id, recurring),
    constraint subscription_parent foreign key (parent_id, account_id) references subscription (id, account_id),
    constraint subscription_qty check (qty >= 1),
    constraint subscription_discount_rate check (discount_rate >= 0 and discount_rate <= 1),
    constraint subscription_override check (unit_price_override >= 0),
    constraint subscription_status check (status in ('pending', 'active', 'suspended', 'cancelled', 'completed', 'inactive',
                                                     'started', 'stopped', 'in_progress')),
    constraint subscription_next_renewal check
        ((next_renewal is null) = (not recurring or status in ('cancelled', 'completed', 'inactive'))),
    constraint subscription_account_id_fk foreign key (account_id) references account (id),
    constraint subscription_product_id_fk foreign key (product_id) references product (id),
    constraint subscription_affiliate_id_fk foreign key (affiliate_id) references affiliate (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table domain (
    id bigint not null auto_increment primary key,
    account_id bigint not null,
    subscription_id bigint,
    name varchar(255) not null,
    registrar_id bigint,
    created_on date,
    expires_on date,
    monitor boolean not null,
    status varchar(16) not null,
    source_ref varchar(64) not null unique,
    constraint domain_dates check (expires_on >= created_on),
    constraint domain_is_a_name check (name like '%_._%' and name not like '%/%' and name not like '% %' and name not like '%.'),
    constraint domain_status check (status in ('active', 'expired', 'transferred', 'cancelled')),
    constraint domain_account_id_fk foreign key (account_id) references account (id),
    constraint domain_subscription_id_fk foreign key (subscription_id) references subscription (id),
    constraint domain_registrar_id_fk foreign key (registrar_id) references registrar (id),
    name_key varchar(255) generated always as (lower(name)) stored,
    constraint domain_name unique (name_key)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table hosting_account (
    id bigint not null auto_increment primary key,
    subscription_id bigint not null unique,
    server varchar(255),
    username varchar(255) not null,
    secret_ref varchar(255),
    ip varchar(45),
    external_id varchar(255),
    source_ref varchar(64) not null unique,
    constraint hosting_account_username_given check (username <> ''),
    constraint hosting_account_ip check (ip like '%_.%_.%_.%_' or ip like '%_:%'),
    constraint hosting_account_subscription_id_fk foreign key (subscription_id) references subscription (id),
    constraint hosting_account_server_fk foreign key (server) references server (hostname),
    username_key varchar(255) generated always as (lower(username)) stored,
    constraint hosting_account_login unique (server, username_key)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table hosting_database (
    id bigint not null auto_increment primary key,
    hosting_account_id bigint not null,
    kind varchar(16) not null,
    name varchar(64) not null,
    username varchar(64),
    created_at datetime(6),
    source_ref varchar(64) not null unique,
    constraint hosting_database_once unique (hosting_account_id, kind, name),
    constraint hosting_database_kind check (kind in ('mysql', 'mssql', 'postgresql')),
    constraint hosting_database_name_given check (name <> ''),
    constraint hosting_database_hosting_account_id_fk foreign key (hosting_account_id) references hosting_account (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table hosting_mailbox (
    id bigint not null auto_increment primary key,
    hosting_account_id bigint not null,
    username varchar(255) not null,
    display_name varchar(255),
    quota varchar(25),
    ftp boolean not null,
    telnet boolean not null,
    created_at datetime(6),
    source_ref varchar(64) not null unique,
    constraint hosting_mailbox_username_given check (username <> ''),
    constraint hosting_mailbox_hosting_account_id_fk foreign key (hosting_account_id) references hosting_account (id),
    username_key varchar(255) generated always as (lower(username)) stored,
    constraint hosting_mailbox_once unique (hosting_account_id, username_key)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table subscription_attribute (
    id bigint not null auto_increment primary key,
    subscription_id bigint not null,
    name varchar(255) not null,
    value mediumtext not null,
    source_ref varchar(64) not null unique,
    constraint subscription_attribute_once unique (subscription_id, name),
    constraint subscription_attribute_name_given check (name <> ''),
    constraint subscription_attribute_subscription_id_fk foreign key (subscription_id) references subscription (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table commission (
    id bigint not null auto_increment primary key,
    affiliate_id bigint not null,
    subscription_id bigint not null,
    amount decimal(12,2),
    at datetime(6) not null,
    source_ref varchar(64) not null unique,
    constraint commission_amount check (amount > 0),
    constraint commission_affiliate_id_fk foreign key (affiliate_id) references affiliate (id),
    constraint commission_subscription_id_fk foreign key (subscription_id) references subscription (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table stored_instrument (
    id bigint not null auto_increment primary key,
    account_id bigint not null,
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
    constraint stored_instrument_last4 check (last4 regexp '^[0-9]{4}$'),
    constraint stored_instrument_exp_month check (exp_month >= 1 and exp_month <= 12),
    constraint stored_instrument_exp_year check (exp_year >= 1990 and exp_year <= 2099),
    constraint stored_instrument_account_id_fk foreign key (account_id) references account (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table invoice (
    id bigint not null auto_increment primary key,
    account_id bigint not null,
    number varchar(32) not null unique,
    status varchar(16) not null,
    issued_at datetime(6) not null,
    due_on date not null,
    paid_at datetime(6),
    currency varchar(3) not null,
    subtotal decimal(12,2) not null,
    discount decimal(12,2) not null,
    credit decimal(12,2) not null,
    tax decimal(12,2) not null,
    total decimal(12,2) not null,
    method_id bigint,
    note mediumtext,
    source_ref varchar(64) not null unique,
    constraint invoice_total check (total = subtotal - discount - credit + tax),
    constraint invoice_status check (status in ('draft', 'open', 'paid', 'void', 'refunded', 'collections')),
    constraint invoice_paid check (status <> 'paid' or paid_at is not null),
    constraint invoice_account_id_fk foreign key (account_id) references account (id),
    constraint invoice_currency_fk foreign key (currency) references currency (code),
    constraint invoice_method_id_fk foreign key (method_id) references payment_method (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table gateway_agreement (
    id bigint not null auto_increment primary key,
    account_id bigint not null,
    subscription_id bigint,
    invoice_id bigint,
    gateway varchar(64) not null,
    external_ref varchar(255) not null,
    status varchar(16) not null,
    created_at datetime(6),
    changed_at datetime(6),
    source_ref varchar(64) not null unique,
    constraint gateway_agreement_once unique (gateway, external_ref),
    constraint gateway_agreement_status check (status in ('active', 'cancelled', 'failed')),
    constraint gateway_agreement_ref_given check (external_ref <> ''),
    constraint gateway_agreement_account_id_fk foreign key (account_id) references account (id),
    constraint gateway_agreement_subscription_id_fk foreign key (subscription_id) references subscription (id),
    constraint gateway_agreement_invoice_id_fk foreign key (invoice_id) references invoice (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table invoice_item (
    id bigint not null auto_increment primary key,
    invoice_id bigint not null,
    position integer not null,
    subscription_id bigint,
    domain_id bigint,
    kind varchar(24) not null,
    description mediumtext not null,
    qty integer not null,
    unit_price decimal(12,2) not null,
    amount decimal(12,2) not null,
    period_from date,
    period_to date,
    source varchar(16) not null,
    confidence varchar(16) not null,
    source_ref varchar(64) not null unique,
    constraint invoice_item_position unique (invoice_id, position),
    constraint invoice_item_kind check (kind in ('recurring', 'setup', 'proration', 'domain', 'discount', 'tax', 'adjustment',
                                                 'legacy_balancing')),
    constraint invoice_item_source check (source in ('snapshot', 'html', 'log', 'balancing')),
    constraint invoice_item_confidence check (confidence in ('exact', 'adjusted', 'guessed', 'none')),
    constraint invoice_item_invoice_id_fk foreign key (invoice_id) references invoice (id),
    constraint invoice_item_subscription_id_fk foreign key (subscription_id) references subscription (id),
    constraint invoice_item_domain_id_fk foreign key (domain_id) references domain (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table tax_rule (
    id bigint not null auto_increment primary key,
    country varchar(2) not null,
    region varchar(100),
    rate decimal(7,4) not null,
    label varchar(100) not null,
    source_ref varchar(64) not null unique,
    constraint tax_rule_rate check (rate >= 0 and rate <= 1),
    constraint tax_rule_country_fk foreign key (country) references country (code)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table invoice_tax (
    id bigint not null auto_increment primary key,
    invoice_id bigint not null,
    rule_id bigint,
    base decimal(12,2) not null,
    rate decimal(7,4),
    amount decimal(12,2) not null,
    source_ref varchar(64) not null unique,
    constraint invoice_tax_invoice_id_fk foreign key (invoice_id) references invoice (id),
    constraint invoice_tax_rule_id_fk foreign key (rule_id) references tax_rule (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table payment (
    id bigint not null auto_increment primary key,
    account_id bigint not null,
    method_id bigint,
    gateway_ref varchar(64),
    received_at datetime(6) not null,
    amount decimal(12,2) not null,
    currency varchar(3) not null,
    status varchar(16) not null,
    source varchar(16) not null,
    source_ref varchar(64) not null unique,
    constraint payment_amount check (amount > 0),
    constraint payment_status check (status in ('completed', 'pending', 'failed', 'refunded')),
    constraint payment_source check (source in ('register', 'reconstructed', 'gateway')),
    constraint payment_account_id_fk foreign key (account_id) references account (id),
    constraint payment_method_id_fk foreign key (method_id) references payment_method (id),
    constraint payment_currency_fk foreign key (currency) references currency (code),
    constraint payment_gateway_ref unique (method_id, gateway_ref)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table payment_allocation (
    id bigint not null auto_increment primary key,
    payment_id bigint not null,
    invoice_id bigint not null,
    amount decimal(12,2) not null,
    source_ref varchar(64) not null unique,
    constraint payment_allocation_amount check (amount > 0),
    constraint payment_allocation_payment_id_fk foreign key (payment_id) references payment (id),
    constraint payment_allocation_invoice_id_fk foreign key (invoice_id) references invoice (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table refund (
    id bigint not null auto_increment primary key,
    payment_id bigint not null,
    amount decimal(12,2) not null,
    at datetime(6) not null,
    reason mediumtext,
    constraint refund_amount check (amount > 0),
    constraint refund_payment_id_fk foreign key (payment_id) references payment (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table account_credit (
    id bigint not null auto_increment primary key,
    account_id bigint not null,
    original decimal(12,2) not null,
    remaining decimal(12,2) not null,
    currency varchar(3) not null,
    reason mediumtext,
    at datetime(6),
    source_ref varchar(64) not null unique,
    constraint account_credit_remaining check (remaining >= 0 and remaining <= original),
    constraint account_credit_account_id_fk foreign key (account_id) references account (id),
    constraint account_credit_currency_fk foreign key (currency) references currency (code)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table credit_application (
    id bigint not null auto_increment primary key,
    credit_id bigint not null,
    invoice_id bigint not null,
    amount decimal(12,2) not null,
    constraint credit_application_amount check (amount > 0),
    constraint credit_application_credit_id_fk foreign key (credit_id) references account_credit (id),
    constraint credit_application_invoice_id_fk foreign key (invoice_id) references invoice (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table ledger_entry (
    id bigint not null auto_increment primary key,
    account_id bigint not null,
    invoice_id bigint,
    payment_id bigint,
    at datetime(6) not null,
    description varchar(255) not null,
    debit decimal(20,8) not null,
    credit decimal(20,8) not null,
    source_ref varchar(64) not null unique,
    constraint ledger_entry_one_side check ((debit > 0 and credit = 0) or (debit = 0 and credit > 0)),
    constraint ledger_entry_account_id_fk foreign key (account_id) references account (id),
    constraint ledger_entry_invoice_id_fk foreign key (invoice_id) references invoice (id),
    constraint ledger_entry_payment_id_fk foreign key (payment_id) references payment (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table staff_group (
    id bigint not null auto_increment primary key,
    name varchar(100) not null unique,
    rights varchar(255) not null
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table staff (
    id bigint not null auto_increment primary key,
    group_id bigint not null,
    name varchar(100) not null,
    username varchar(64) not null,
    email varchar(100),
    password_hash varchar(255) not null,
    hash_algo varchar(16) not null,
    must_reset boolean not null,
    active boolean not null,
    source_ref varchar(64) not null unique,
    constraint staff_username_given check (trim(username) <> ''),
    constraint staff_hash_algo check (hash_algo in ('md5_legacy', 'modern')),
    constraint staff_password_is_a_hash check (hash_algo <> 'md5_legacy' or char_length(password_hash) = 32),
    constraint staff_group_id_fk foreign key (group_id) references staff_group (id),
    username_key varchar(64) generated always as (lower(username)) stored,
    constraint staff_username unique (username_key)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table ticket (
    id bigint not null auto_increment primary key,
    account_id bigint,
    subject varchar(255) not null,
    kind varchar(255),
    status varchar(16) not null,
    priority varchar(16) not null,
    staff_id bigint,
    technician varchar(255),
    error mediumtext,
    opened_at datetime(6),
    source_ref varchar(64) not null unique,
    constraint ticket_status check (status in ('new', 'open', 'closed')),
    constraint ticket_priority check (priority in ('emergency', 'high', 'normal', 'low')),
    constraint ticket_account_id_fk foreign key (account_id) references account (id),
    constraint ticket_staff_id_fk foreign key (staff_id) references staff (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table ticket_message (
    id bigint not null auto_increment primary key,
    ticket_id bigint not null,
    author_kind varchar(16) not null,
    staff_id bigint,
    body mediumtext not null,
    at datetime(6),
    source_ref varchar(64) not null unique,
    constraint ticket_message_author_kind check (author_kind in ('client', 'staff', 'log')),
    constraint ticket_message_ticket_id_fk foreign key (ticket_id) references ticket (id),
    constraint ticket_message_staff_id_fk foreign key (staff_id) references staff (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table todo (
    id bigint not null auto_increment primary key,
    account_id bigint,
    staff_id bigint,
    title varchar(100) not null,
    body mediumtext,
    status varchar(16) not null,
    due_on date,
    saved_at datetime(6),
    source_ref varchar(64) not null unique,
    constraint todo_status check (status in ('new', 'in_work', 'pending', 'completed', 'postponed')),
    constraint todo_account_id_fk foreign key (account_id) references account (id),
    constraint todo_staff_id_fk foreign key (staff_id) references staff (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table event_log (
    id bigint not null auto_increment primary key,
    account_id bigint,
    actor_kind varchar(16) not null,
    at datetime(6) not null,
    body mediumtext not null,
    source_ref varchar(64) not null unique,
    constraint event_log_actor_kind check (actor_kind in ('admin', 'user', 'system')),
    constraint event_log_account_id_fk foreign key (account_id) references account (id) on delete set null
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table email_template (
    id bigint not null auto_increment primary key,
    code varchar(64) not null unique,
    source_ref varchar(64) not null unique
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table email_template_text (
    id bigint not null auto_increment primary key,
    template_id bigint not null,
    locale varchar(32) not null,
    subject varchar(255) not null,
    heading mediumtext,
    body mediumtext not null,
    footer mediumtext,
    signature mediumtext,
    source_ref varchar(64) not null unique,
    constraint email_template_text_once unique (template_id, locale),
    constraint email_template_text_template_id_fk foreign key (template_id) references email_template (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table ban (
    id bigint not null auto_increment primary key,
    kind varchar(16) not null,
    value varchar(255) not null,
    message mediumtext,
    hits integer not null,
    active boolean not null,
    last_hit_at datetime(6),
    source_ref varchar(64) not null unique,
    constraint ban_kind check (kind in ('ip', 'email'))
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table faq_category (
    id bigint not null auto_increment primary key,
    name varchar(50) not null,
    audience varchar(16) not null,
    source_ref varchar(64) not null unique,
    constraint faq_category_audience check (audience in ('user', 'admin'))
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table faq (
    id bigint not null auto_increment primary key,
    category_id bigint not null,
    question mediumtext not null,
    answer mediumtext not null,
    dated varchar(50),
    source_ref varchar(64) not null unique,
    constraint faq_category_id_fk foreign key (category_id) references faq_category (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

-- Its dates are text as v4 has them.
create table news (
    id bigint not null auto_increment primary key,
    subject mediumtext,
    author mediumtext,
    author_email mediumtext,
    dated mediumtext,
    timed mediumtext,
    headline_dated mediumtext,
    posted mediumtext,
    body mediumtext,
    changed mediumtext,
    changed_by mediumtext,
    front_page boolean not null,
    main_id integer,
    source_ref varchar(64) not null unique
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table custom_field (
    id bigint not null auto_increment primary key,
    entity varchar(16) not null,
    name varchar(255) not null,
    type varchar(32),
    required boolean not null,
    source_ref varchar(64) not null unique,
    constraint custom_field_once unique (entity, name),
    constraint custom_field_entity check (entity in ('account', 'subscription'))
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table custom_value (
    id bigint not null auto_increment primary key,
    field_id bigint not null,
    entity_id bigint not null,
    value varchar(255) not null,
    source_ref varchar(64) not null unique,
    constraint custom_value_once unique (field_id, entity_id),
    constraint custom_value_field_id_fk foreign key (field_id) references custom_field (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table setting (
    id bigint not null auto_increment primary key,
    namespace varchar(32) not null,
    name varchar(64) not null,
    value mediumtext not null,
    constraint setting_once unique (namespace, name)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

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
    name varchar(64) not null primary key,
    value varchar(255) not null
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

-- What v4 was set to, for people: v5 does not act on it.
create table legacy_setting (
    id bigint not null auto_increment primary key,
    name varchar(64) not null,
    value mediumtext not null,
    constraint legacy_setting_once unique (name)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table coupon (
    id bigint not null auto_increment primary key,
    code varchar(255) not null,
    percent decimal(7,4),
    amount decimal(12,2),
    valid_from date,
    valid_to date,
    max_uses integer,
    renews boolean not null,
    new_only boolean not null,
    active boolean not null,
    comments mediumtext,
    source_ref varchar(64) not null unique,
    constraint coupon_one_kind check ((percent is null) <> (amount is null)),
    constraint coupon_dates check (valid_from <= valid_to),
    constraint coupon_percent check (percent > 0 and percent <= 1),
    code_key varchar(255) generated always as (upper(code)) stored,
    constraint coupon_code unique (code_key)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

create table coupon_use (
    id bigint not null auto_increment primary key,
    coupon_id bigint not null,
    account_id bigint not null,
    invoice_id bigint,
    constraint coupon_use_coupon_id_fk foreign key (coupon_id) references coupon (id),
    constraint coupon_use_account_id_fk foreign key (account_id) references account (id),
    constraint coupon_use_invoice_id_fk foreign key (invoice_id) references invoice (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin;

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
