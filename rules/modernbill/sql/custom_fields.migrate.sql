-- Slot n of a row client_extras_* has ten columns of config: the second says whether it is required, the third is its label, the
-- fourth its type. A slot that has neither label nor values is not there.
select f.slot, case when f.label = '' then f.column_name else f.label end as label, f.type, f.required
from (select s.slot, s.column_name,
             coalesce(trim(case s.slot when 1 then c.config_3 when 2 then c.config_13 when 3 then c.config_23 when 4 then c.config_33
                                       when 5 then c.config_43 when 6 then c.config_3 when 7 then c.config_13 when 8 then c.config_23
                                       when 9 then c.config_33 else c.config_43 end), '') as label,
             case s.slot when 1 then c.config_4 when 2 then c.config_14 when 3 then c.config_24 when 4 then c.config_34
                         when 5 then c.config_44 when 6 then c.config_4 when 7 then c.config_14 when 8 then c.config_24
                         when 9 then c.config_34 else c.config_44 end as type,
             case s.slot when 1 then c.config_2 when 2 then c.config_12 when 3 then c.config_22 when 4 then c.config_32
                         when 5 then c.config_42 when 6 then c.config_2 when 7 then c.config_12 when 8 then c.config_22
                         when 9 then c.config_32 else c.config_42 end as required,
             case s.slot when 1 then u.used_1 when 2 then u.used_2 when 3 then u.used_3 when 4 then u.used_4 when 5 then u.used_5
                         when 6 then u.used_6 when 7 then u.used_7 when 8 then u.used_8 when 9 then u.used_9 else u.used_10 end as used
      from (select 1 as slot, 'client_field_1' as column_name union all select 2, 'client_field_2' union all select 3, 'client_field_3'
            union all select 4, 'client_field_4' union all select 5, 'client_field_5' union all select 6, 'client_field_6'
            union all select 7, 'client_field_7' union all select 8, 'client_field_8' union all select 9, 'client_field_9'
            union all select 10, 'client_field_10') s
      cross join (select max(case when trim(client_field_1) <> '' then 1 else 0 end) as used_1,
                         max(case when trim(client_field_2) <> '' then 1 else 0 end) as used_2,
                         max(case when trim(client_field_3) <> '' then 1 else 0 end) as used_3,
                         max(case when trim(client_field_4) <> '' then 1 else 0 end) as used_4,
                         max(case when trim(client_field_5) <> '' then 1 else 0 end) as used_5,
                         max(case when trim(client_field_6) <> '' then 1 else 0 end) as used_6,
                         max(case when trim(client_field_7) <> '' then 1 else 0 end) as used_7,
                         max(case when trim(client_field_8) <> '' then 1 else 0 end) as used_8,
                         max(case when trim(client_field_9) <> '' then 1 else 0 end) as used_9,
                         max(case when trim(client_field_10) <> '' then 1 else 0 end) as used_10 from client_info) u
      left join config c on c.config_type = case when s.slot <= 5 then 'client_extras_1_5' else 'client_extras_6_10' end) f
where f.label <> '' or f.used = 1
