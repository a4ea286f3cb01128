-- The settings with a known meaning, one row each; blank is not set.
select n.name, case n.name
    when 'daily_generator' then m.config_12
    when 'registrars' then m.config_30
    when 'server_types' then m.config_31
    when 'servers' then m.config_33
    when 'prorate_threshold_day' then m.config_50
    when 'tax_on' then p.config_34
    when 'tax_kind' then p.config_35
    when 'tax_number' then p.config_36
    when 'tax_rate' then p.config_37
    when 'paypal_number' then p.config_29
    when 'worldpay_number' then p.config_44
    end as setting
from (select 'daily_generator' as name
      union all select 'registrars'
      union all select 'server_types'
      union all select 'servers'
      union all select 'prorate_threshold_day'
      union all select 'tax_on'
      union all select 'tax_kind'
      union all select 'tax_number'
      union all select 'tax_rate'
      union all select 'paypal_number'
      union all select 'worldpay_number') n
left join config m on m.config_type = 'main'
left join config p on p.config_type = 'payments'
where trim(case n.name
    when 'daily_generator' then m.config_12
    when 'registrars' then m.config_30
    when 'server_types' then m.config_31
    when 'servers' then m.config_33
    when 'prorate_threshold_day' then m.config_50
    when 'tax_on' then p.config_34
    when 'tax_kind' then p.config_35
    when 'tax_number' then p.config_36
    when 'tax_rate' then p.config_37
    when 'paypal_number' then p.config_29
    when 'worldpay_number' then p.config_44
    end) <> ''
