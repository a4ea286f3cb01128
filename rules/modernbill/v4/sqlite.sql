-- v4's tables of the money with the types of MySQL's as near as SQLite has them: for samples and rehearsals without MySQL.
-- decimal_text has TEXT affinity: money is exact.

create table client_info (
    client_id integer primary key autoincrement,
    client_fname varchar(100) not null default '',
    client_lname varchar(100) not null default '',
    client_email varchar(100) not null default '',
    client_company varchar(100),
    client_address varchar(100) not null default '',
    client_address_2 varchar(100),
    client_city varchar(100) not null default '',
    client_state varchar(100) not null default '',
    client_zip varchar(100) not null default '',
    client_country varchar(100) not null default '',
    client_phone1 varchar(25) not null default '',
    client_phone2 varchar(25) not null default '',
    billing_method varchar(25) not null default '',
    billing_cc_type varchar(25),
    billing_cc_num varchar(255),
    billing_cc_exp varchar(25),
    billing_cc_code integer,
    client_password varchar(255) not null default '',
    client_comments text not null,
    client_status varchar(50) not null default '',
    client_stamp integer not null default 0,
    client_secondary_email varchar(255),
    client_username varchar(255),
    client_real_pass varchar(10),
    x_Bank_Name varchar(100),
    x_Bank_ABA_Code varchar(100),
    x_Bank_Acct_Num varchar(100),
    x_Drivers_License_Num varchar(100),
    x_Drivers_License_State varchar(100),
    x_Drivers_License_DOB varchar(100),
    apply_tax integer,
    default_translation varchar(100),
    default_currency varchar(100),
    send_email_type varchar(100),
    secondary_contact varchar(255),
    client_field_1 varchar(255),
    client_field_2 varchar(255),
    client_field_3 varchar(255),
    client_field_4 varchar(255),
    client_field_5 varchar(255),
    client_field_6 varchar(255),
    client_field_7 varchar(255),
    client_field_8 varchar(255),
    client_field_9 varchar(255),
    client_field_10 varchar(255)
);

create table package_type (
    pack_id integer primary key autoincrement,
    pack_name varchar(100) not null default '',
    pack_price varchar(255) not null default '',
    pack_setup varchar(255) not null default '',
    pack_cost varchar(11),
    pack_comments text,
    pack_status integer,
    pack_display integer,
    email_override integer,
    email_id integer,
    pack_stamp integer
);

create table client_package (
    cp_id integer primary key autoincrement,
    client_id integer not null default 0,
    pack_id integer not null default 0,
    pack_price varchar(11) not null default '0',
    parent_cp_id integer,
    cp_qty integer not null default 1,
    cp_discount decimal_text(5,2) not null default '0.00',
    cp_start_stamp integer not null default 0,
    cp_renew_stamp integer not null default 0,
    cp_billing_cycle varchar(25) not null default '',
    cp_status varchar(25) not null default '',
    cp_comments text,
    cp_renewed_on integer not null default 0,
    cp_stamp integer not null default 0,
    aff_code varchar(255),
    aff_last_paid integer,
    domain varchar(255),
    ip varchar(255),
    server varchar(255),
    username varchar(255),
    password varchar(255),
    external_id varchar(255)
);

create table domain_names (
    domain_id integer primary key autoincrement,
    domain_name varchar(255) not null default '',
    client_id integer not null default 0,
    domain_created integer not null default 0,
    domain_expires integer not null default 0,
    registrar_id integer not null default 0,
    monitor integer not null default 0
);

-- A log-in per package and domain; several rows of one package are legal.
create table account_details (
    details_id integer primary key autoincrement,
    client_id integer not null default 0,
    cp_id integer not null default 0,
    domain_id integer,
    ip varchar(255),
    server varchar(255) not null default '',
    server_type integer not null default 0,
    username varchar(255) not null default '',
    password varchar(255)
);

create table account_dbs (
    db_id integer primary key autoincrement,
    client_id integer not null default 0,
    cp_id integer not null default 0,
    db_type integer not null default 0,
    db_name varchar(25),
    db_user varchar(25),
    db_pass varchar(25),
    db_stamp integer not null default 0
);

create table account_pops (
    pop_id integer primary key autoincrement,
    client_id integer not null default 0,
    cp_id integer not null default 0,
    pop_real_name varchar(255),
    pop_username varchar(255),
    pop_password varchar(255),
    pop_space varchar(25) not null default '0',
    pop_ftp integer not null default 0,
    pop_telnet integer not null default 0,
    pop_stamp integer not null default 0
);

create table package_feature (
    feature_id integer primary key autoincrement,
    pack_id integer not null default 0,
    feature_name varchar(100) not null default '',
    feature_comments text,
    feature_stamp integer not null default 0
);

create table package_relationships (
    pr_id integer primary key autoincrement,
    parent_pack_id integer not null default 0,
    child_pack_id integer not null default 0,
    pr_status integer not null default 0
);

-- tld_1y … tld_10y: the price of the whole term.
create table tld_config (
    tld_id integer primary key autoincrement,
    tld_extension varchar(25) not null default '',
    tld_name varchar(100) not null default '',
    tld_whois_server varchar(100) not null default '',
    tld_whois_response varchar(100) not null default '',
    tld_accepted integer not null default 0,
    tld_auto_search integer not null default 0,
    tld_transfer decimal_text(10,2) not null default '0.00',
    tld_1y decimal_text(10,2) not null default '0.00',
    tld_2y decimal_text(10,2) not null default '0.00',
    tld_3y decimal_text(10,2) not null default '0.00',
    tld_4y decimal_text(10,2) not null default '0.00',
    tld_5y decimal_text(10,2) not null default '0.00',
    tld_6y decimal_text(10,2) not null default '0.00',
    tld_7y decimal_text(10,2) not null default '0.00',
    tld_8y decimal_text(10,2) not null default '0.00',
    tld_9y decimal_text(10,2) not null default '0.00',
    tld_10y decimal_text(10,2) not null default '0.00',
    registrar_id integer not null default 0,
    pack_id integer not null default 0
);

create table affiliate_config (
    aff_id integer primary key autoincrement,
    client_id integer not null default 0,
    aff_code varchar(255) not null default '',
    aff_hits integer not null default 0,
    aff_count integer not null default 0,
    aff_pay_time integer not null default 0,
    aff_pay_amount decimal_text(10,2) not null default '0.00',
    aff_pay_type integer not null default 0,
    aff_pay_cycle integer not null default 0,
    aff_pay_sum decimal_text(10,2) not null default '0.00',
    aff_status integer not null default 0,
    aff_stamp integer not null default 0
);

-- v4 only; of its columns the number of its own and the name of the gateway's are assumed.
create table client_subscriptions (
    cs_id integer primary key autoincrement,
    client_id integer not null default 0,
    cs_subscription_id varchar(255) not null default '',
    invoice_id integer not null default 0,
    cs_status integer not null default 0,
    cs_create_stamp integer not null default 0,
    cs_modify_stamp integer not null default 0,
    gateway_module varchar(50) not null default ''
);

-- v4 only; the columns of name and value are assumed.
create table client_package_variables (
    cpv_id integer primary key autoincrement,
    cp_id integer not null default 0,
    cpv_name varchar(255) not null default '',
    cpv_value text
);

-- The queue of card charges: ciphertext of the card while one waits.
create table authnet_batch (
    an_id integer primary key autoincrement,
    x_Invoice_Num integer not null default 0,
    x_Description varchar(100) not null default '',
    x_Amount decimal_text(10,2) not null default '0.00',
    x_Method varchar(25) not null default '',
    x_Type varchar(25) not null default '',
    x_Card_Num text not null,
    x_Exp_Date varchar(25) not null default '',
    x_CC_Code integer not null default 0,
    x_Cust_ID integer not null default 0,
    x_First_Name varchar(100) not null default '',
    x_Last_Name varchar(100) not null default '',
    x_Company varchar(100) not null default '',
    x_Address varchar(150) not null default '',
    x_City varchar(100) not null default '',
    x_State varchar(25) not null default '',
    x_Zip varchar(25) not null default '0',
    x_Phone varchar(15) not null default '0',
    x_Email varchar(100) not null default '',
    an_stamp integer not null default 0
);

create table batch_details (
    batch_id integer primary key autoincrement,
    batch_stamp integer not null default 0,
    batch_sum_approved decimal_text(10,2) not null default '0.00',
    batch_sum_declined decimal_text(10,2) not null default '0.00',
    batch_sum_error decimal_text(10,2) not null default '0.00',
    batch_num_approved integer not null default 0,
    batch_num_declined integer not null default 0,
    batch_num_error integer not null default 0
);

-- v4 only; its name is known and nothing else, the columns are assumed.
create table batch_log (
    log_id integer primary key autoincrement,
    batch_stamp integer not null default 0,
    invoice_id integer not null default 0,
    log_text text
);

create table client_invoice (
    invoice_id integer primary key autoincrement,
    client_id integer not null default 0,
    invoice_amount decimal_text(10,2) not null default '0.00',
    invoice_amount_paid decimal_text(10,2) not null default '0.00',
    invoice_date_entered integer not null default 0,
    invoice_date_due integer not null default 0,
    invoice_date_paid integer not null default 0,
    invoice_payment_method varchar(50) not null default '',
    invoice_snapshot text not null,
    invoice_comments text,
    auth_return integer not null default 0,
    auth_code integer not null default 0,
    avs_code char(3),
    trans_id varchar(64) not null default '',
    batch_stamp integer,
    invoice_stamp integer,
    invoice_subtotal decimal_text(10,2),
    invoice_tax decimal_text(10,2),
    invoice_discount decimal_text(10,2),
    tax_zone_id integer,
    invoice_status integer,
    invoice_status_desc text,
    serialized_snapshot text
);

create table invoice_log (
    log_id integer primary key autoincrement,
    invoice_id integer not null default 0,
    client_id integer not null default 0,
    cp_id integer not null default 0
);

create table client_register (
    reg_id integer primary key autoincrement,
    client_id integer not null default 0,
    reg_date integer,
    reg_desc varchar(255),
    invoice_id integer not null default 0,
    reg_bill varchar(11) default '0',
    reg_payment varchar(11) default '0',
    reg_tracker varchar(11) default ''
);

create table client_credit (
    credit_id integer primary key autoincrement,
    client_id integer not null default 0,
    credit_amount decimal_text(10,2) not null default '0.00',
    credit_comments text,
    credit_stamp integer not null default 0
);

create table support_desk (
    call_id integer primary key autoincrement,
    client_id integer not null default 0,
    call_priority integer not null default 0,
    call_type varchar(255) not null default '',
    call_subject varchar(255) not null default '',
    call_question text not null,
    call_error text not null,
    call_stamp integer not null default 0,
    call_status integer not null default 0,
    call_response text not null,
    call_technician varchar(255) not null default ''
);

create table support_log (
    log_id integer primary key autoincrement,
    call_id integer not null default 0,
    log_event text not null,
    call_technician integer not null default 0,
    log_stamp integer not null default 0
);

create table admin (
    admin_id integer primary key autoincrement,
    admin_realname varchar(50) not null default '',
    admin_email varchar(100) not null default '',
    admin_username varchar(25) not null default '',
    admin_password varchar(255) not null default '',
    admin_level integer not null default 0
);

create table todo_list (
    todo_id integer primary key autoincrement,
    todo_title varchar(100) not null default '',
    todo_desc text not null,
    admin_id integer not null default 0,
    todo_status varchar(25) not null default '',
    todo_due integer not null default 0,
    todo_stamp integer not null default 0
);

create table event_log (
    log_id integer primary key autoincrement,
    client_id integer not null default 0,
    log_type varchar(20) not null default '',
    log_comments text not null,
    log_stamp integer not null default 0
);

create table email_config (
    email_id integer primary key autoincrement,
    email_title varchar(255) not null default '',
    email_heading text not null,
    email_body text not null,
    email_footer text not null,
    email_signature text not null,
    email_stamp integer not null default 0
);

create table banned_config (
    ban_id integer primary key autoincrement,
    ban_type integer not null default 0,
    ban_string varchar(255) not null default '',
    ban_message text not null,
    ban_count integer not null default 0,
    ban_status integer not null default 0,
    ban_last_stamp integer not null default 0
);

-- Their keys end at 127.
create table faq_categories (
    cid integer primary key autoincrement,
    cname varchar(50) not null default '',
    ctype integer not null default 0
);

create table faq_questions (
    fid integer primary key autoincrement,
    cid integer not null default 0,
    question text not null,
    answer text not null,
    timestamp varchar(50) not null default ''
);

-- Without a key; its dates are text.
create table client_news (
    ID bigint,
    Subject text,
    Post_user text,
    Post_email text,
    Date text,
    Time text,
    Headline_date text,
    Date_time text,
    Text text,
    Modify_date text,
    Modify_user text,
    mainpage varchar(1),
    mainid integer
);

create table whois_stats (
    ws_id integer primary key autoincrement,
    ws_domain varchar(255) not null default '',
    ws_qty integer not null default 0,
    ws_from varchar(25) not null default '',
    ws_stamp integer not null default 0
);

create table myquery (
    myqueryID integer primary key autoincrement,
    mydatabase varchar(250) not null default '',
    myquery text not null,
    title varchar(255) not null default ''
);

create table sessions (
    id varchar(50) not null primary key,
    data text,
    t_stamp text
);

create table coupon_codes (
    coupon_id integer primary key autoincrement,
    coupon_code varchar(255) not null default '',
    coupon_percent_discount decimal_text(10,2) not null default '0.00',
    coupon_dollar_discount decimal_text(10,2) not null default '0.00',
    coupon_comments text,
    coupon_status integer,
    coupon_start_stamp integer not null default 0,
    coupon_end_stamp integer not null default 0,
    coupon_expire_string varchar(255),
    coupon_count integer not null default 0,
    coupon_max_count integer not null default 0,
    coupon_new_only integer,
    coupon_misc1 varchar(255),
    coupon_misc2 varchar(255)
);

create table tax_zones (
    tid integer primary key autoincrement,
    tax_zone varchar(100),
    countries_iso_2 varchar(100) not null default '',
    tax_amount decimal_text(10,2) not null default '0.00',
    tax_desc varchar(100)
);

create table config (
    config_type varchar(255) not null primary key,
    config_1 varchar(255),
    config_2 varchar(255),
    config_3 varchar(255),
    config_4 varchar(255),
    config_5 varchar(255),
    config_6 varchar(255),
    config_7 varchar(255),
    config_8 varchar(255),
    config_9 varchar(255),
    config_10 varchar(255),
    config_11 varchar(255),
    config_12 varchar(255),
    config_13 varchar(255),
    config_14 varchar(255),
    config_15 varchar(255),
    config_16 varchar(255),
    config_17 varchar(255),
    config_18 varchar(255),
    config_19 varchar(255),
    config_20 varchar(255),
    config_21 varchar(255),
    config_22 varchar(255),
    config_23 varchar(255),
    config_24 varchar(255),
    config_25 varchar(255),
    config_26 varchar(255),
    config_27 varchar(255),
    config_28 varchar(255),
    config_29 varchar(255),
    config_30 varchar(255),
    config_31 varchar(255),
    config_32 varchar(255),
    config_33 varchar(255),
    config_34 varchar(255),
    config_35 varchar(255),
    config_36 varchar(255),
    config_37 varchar(255),
    config_38 varchar(255),
    config_39 varchar(255),
    config_40 varchar(255),
    config_41 text,
    config_42 text,
    config_43 text,
    config_44 text,
    config_45 text,
    config_46 text,
    config_47 text,
    config_48 text,
    config_49 text,
    config_50 text,
    config_51 varchar(255),
    config_52 varchar(255),
    config_53 varchar(255),
    config_54 varchar(255),
    config_55 varchar(255),
    config_56 varchar(255),
    config_57 varchar(255),
    config_58 varchar(255),
    config_59 varchar(255),
    config_60 varchar(255)
);

create index client_package_client on client_package (client_id);
create index domain_names_client on domain_names (client_id);
create index client_invoice_client on client_invoice (client_id);
create index client_register_client on client_register (client_id);
create index client_credit_client on client_credit (client_id);
create index event_log_client on event_log (client_id);
create index banned_config_string on banned_config (ban_string);
create index account_details_client on account_details (client_id);
create index account_details_package on account_details (cp_id);
