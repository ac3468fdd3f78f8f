from loaders.reading.properties import labels_in, property_lines


def test_labels_need_a_value_and_a_place_of_their_own() -> None:
    assert labels_in("发布时间：2024-03-05 来 源：市水利局 浏览次数：3") == ["发布时间", "来源"]
    assert labels_in("标题： ") == []
    assert labels_in("资金的来源：各级财政") == []


def test_one_row_of_properties_is_enough_and_one_among_many_is_not() -> None:
    assert property_lines([["发文字号", "甲政办〔2024〕6号"]]) == ["发文字号：甲政办〔2024〕6号"]
    assert property_lines([["文号", "甲"], ["一", "二"], ["三", "四"], ["五", "六"]]) == []
    assert property_lines([["序号", "任务"], ["1", "治理"]]) == []
